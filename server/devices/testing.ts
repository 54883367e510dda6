/** What the tests of this room share: a control plane with keys for agents, packages whose codes are known, and installations with keys of their own. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EnrolRequest, Facts } from '../../protocol/enrolment.ts'
import { publicText } from '../../protocol/keys.ts'
import type { Receipt } from '../../reconciler/types.ts'
import type { Tree } from '../../schema/fields.ts'
import { keyOf, type Resource } from '../../schema/resource.ts'
import { beginTeam } from '../begin.ts'
import { CODE } from '../commit.ts'
import { controlPlane, type Serving } from '../control-plane.ts'
import { type Keys, readKeys } from '../keys.ts'
import { unseal } from '../seal.ts'
import { openSqlite } from '../store/sqlite/store.ts'
import type { Store } from '../store/store.ts'
import { applyTo, declaration, declare, TEAM } from '../testing.ts'
import { whoseCode } from './codes.ts'
import { makeDeviceKeys } from './keys.ts'
import type { Agent } from './roster.ts'

export interface Installation {
  key: KeyObject
  request: EnrolRequest
}

export interface DeviceTeam {
  plane: Serving
  store: Store
  keyFolder: string
  keys: Keys
  /** Declares `Kind name` with its spec, beside what was declared before. */
  declare(of: { [named: string]: Tree }): Promise<Receipt>
  /** The code of a package. */
  code(name: string): Promise<string>
  /** A new installation on a machine of that name. */
  install(hostname: string, code: string, more?: Partial<Omit<EnrolRequest, 'facts'>> & { facts?: Partial<Facts> }): Installation
  /** Comes with its code as over the network; the code of nobody is refused there. */
  come(installation: Installation, address?: string): ReturnType<Serving['devices']['enrolments']['enrol']>
  /** Installs, and is let in. */
  enrolled(hostname: string, code: string): Promise<Agent>
  computer(name: string): Promise<Resource<'Computer'>>
  end(): Promise<void>
}

let machines = 0
/** A new installation on a machine of that name. */
export function install(
  hostname: string,
  code: string,
  { facts, ...more }: Partial<Omit<EnrolRequest, 'facts'>> & { facts?: Partial<Facts> } = {},
): Installation {
  const key = generateKeyPairSync('ed25519').privateKey
  const os = { name: 'linux', version: 'Debian 13', arch: 'x64' } as const
  const known: Facts = { hostname, os, deviceId: `device-${++machines}-${hostname}`, agentVersion: '0.1.0', ...facts }
  return { key, request: { code, publicKey: publicText(key), facts: known, ...more } }
}

export async function deviceTeam(): Promise<DeviceTeam> {
  const root = mkdtempSync(join(tmpdir(), 'splashtop-devices-'))
  const keyFolder = join(root, 'keys')
  const store = await openSqlite(join(root, 'control-plane.db'), 'write')
  await beginTeam(store, keyFolder, { team: TEAM, owner: { name: 'olga', email: 'olga@acme.example' } }, { name: 'os:tester' })
  makeDeviceKeys(keyFolder, store.databaseId, Date.now())
  const plane = controlPlane(store, TEAM, keyFolder)
  const keys = readKeys(keyFolder) as Keys
  const declared = new Map<string, Resource>()
  const team: DeviceTeam = {
    ...{ plane, store, keyFolder, keys },
    async declare(of) {
      for (const [named, spec] of Object.entries(of)) {
        const [kind = '', name = ''] = named.split(' ')
        declared.set(named, declare(kind, name, spec))
      }
      return applyTo(plane, declaration(...declared.values()))
    },
    async code(name) {
      const by = (await plane.world()).find('DeploymentPackage', name)
      const sealed = await store.sealed(TEAM, keyOf('DeploymentPackage', TEAM, name), CODE)
      if (!by || !sealed) throw new Error(`there is no package ${name}`)
      return unseal(keys, { databaseId: store.databaseId, team: TEAM, uid: by.live?.uid ?? '', name: CODE }, sealed)
    },
    install,
    async come({ request }, address = '192.0.2.7') {
      const found = await whoseCode(store, keyFolder, request.code)
      if (!found) throw new Error('the code is nobody’s')
      return plane.devices.enrolments.enrol(request, found, address)
    },
    async enrolled(hostname, code) {
      const came = await team.come(team.install(hostname, code))
      if (!('agent' in came)) throw new Error(`${hostname} has to wait`)
      return came.agent
    },
    async computer(name) {
      const found = (await plane.world()).find('Computer', name)
      if (!found) throw new Error(`there is no computer ${name}`)
      return found
    },
    async end() {
      await plane.close()
      rmSync(root, { recursive: true })
    },
  }
  return team
}

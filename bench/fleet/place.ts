/**
 * A team with a fleet: computers that enrolled, each with a key of its own, in three groups with a policy each, so that one commit can be about one
 * computer, a thousand, or all. The computers come in by one revision: how long it takes to enrol them one by one is measured apart (enrol.ts).
 */
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { publicText } from '../../protocol/keys.ts'
import { plan } from '../../reconciler/plan/plan.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Resource } from '../../schema/resource.ts'
import { CODE } from '../../server/commit.ts'
import { controlPlane } from '../../server/control-plane.ts'
import { frozen } from '../../server/devices/enrol-request.ts'
import { enter, newComputer } from '../../server/devices/entering.ts'
import { makeDeviceKeys } from '../../server/devices/keys.ts'
import { enrolmentOf } from '../../server/devices/roster.ts'
import { writeOver } from '../../server/devices/write.ts'
import { resourcesOf } from '../../server/http/declared.ts'
import { type Keys, readKeys } from '../../server/keys.ts'
import { ledger } from '../../server/ledger.ts'
import { unseal } from '../../server/seal.ts'
import { openPostgres } from '../../server/store/postgres/store.ts'
import { openSqlite } from '../../server/store/sqlite/store.ts'
import type { Store } from '../../server/store/store.ts'
import { worldOf } from '../../server/worlds.ts'
import { team } from '../generate.ts'
import { type Place, place } from '../http/place.ts'
import type { TlsFiles } from '../http/server.ts'
import { factsOf, type Known } from './known.ts'

export interface FleetPlace extends Place {
  on: 'SQLite' | 'PostgreSQL'
  agents: number
  /** The file with whom the simulated agents are, and whom they trust (Known). */
  known: string
  tls: TlsFiles
  /** Of the package by which more may come. */
  code: string
  /** So many computers each group has. */
  sizes: Readonly<Record<Group, number>>
}

export type Group = 'one' | 'some' | 'rest'
export const GROUPS = ['one', 'some', 'rest'] as const
/** Who declares what the bench changes. */
const MANAGER = 'api'
const PACKAGE = 'all'
const ACTOR = { name: 'os:bench' }

const envelope = (kind: string, name: string, spec: { [key: string]: Json }) => ({
  apiVersion: 'splashtop.io/v1',
  kind,
  metadata: { name },
  spec,
})

/** The policy of a group: another one for each number. */
export const policyOf = (group: Group, number: number) =>
  envelope('PreferencePolicy', group, {
    displayName: `Policy ${group}`,
    targets: { groups: [group] },
    settings: {
      security: { lockScreenOnDisconnect: true, requestPermission: { mode: 'rejectOnTimeout', timeoutSeconds: 20 } },
      session: { idleTimeoutMinutes: 30, maxSessionMinutes: number },
    },
  })

export async function fleetPlace(on: FleetPlace['on'], agents: number): Promise<FleetPlace> {
  const where = await place(on === 'SQLite' ? 'sqlite' : 'postgres', 0)
  try {
    const { database, keyFolder, folder } = where
    const store = on === 'SQLite' ? await openSqlite(database, 'write') : await openPostgres(database)
    try {
      const keys = makeDeviceKeys(keyFolder, store.databaseId, Date.now())
      await declare(store, keyFolder)
      const sizes = { one: 1, some: Math.floor((agents - 1) / 10), rest: 0 }
      sizes.rest = agents - sizes.one - sizes.some
      const known: Known = {
        ...{ team, fingerprint: keys.fingerprint, roots: keys.roots, online: keys.onlineText },
        agents: await enrolled(store, keyFolder, sizes),
      }
      const file = path.join(folder, 'agents.json')
      writeFileSync(file, JSON.stringify(known), { mode: 0o600 })
      const code = await codeOf(store, readKeys(keyFolder) as Keys)
      return { ...where, on, agents, sizes, code, known: file, tls: certificate(folder) }
    } finally {
      await store.close()
    }
  } catch (error) {
    await where.remove()
    throw error
  }
}

async function declare(store: Store, keyFolder: string): Promise<void> {
  const plane = controlPlane(store, team, keyFolder)
  const values = [
    ...GROUPS.flatMap((group) => [envelope('Group', group, { displayName: `Group ${group}`, type: 'mixed' }), policyOf(group, 1)]),
    envelope('DeploymentPackage', PACKAGE, { displayName: 'All', group: 'rest' }),
  ]
  const declaration = { team, manager: MANAGER, resources: resourcesOf(team, values, {}) }
  const planned = plan(declaration, await plane.world(), { evaluatedAt: '2026-01-01T00:00:00Z' })
  await plane.apply({ declaration, planned, actor: ACTOR, idempotencyKey: 'fleet' })
}

/** As enrolling leaves them, all at once. */
async function enrolled(store: Store, keyFolder: string, sizes: FleetPlace['sizes']): Promise<Known['agents']> {
  const groups = GROUPS.flatMap((group) => Array.from({ length: sizes[group] }, () => group))
  const made = groups.map((group, i) => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const facts = factsOf(`pc-${i}`)
    const request = { publicKey: publicText(privateKey), facts }
    const parts = { package: PACKAGE, group, facts: frozen(facts) }
    const after = enter(newComputer(team, `pc-${i}`, `PC ${i}`), { request, address: '127.0.0.1' }, parts)
    const { id } = (enrolmentOf(after) as NonNullable<ReturnType<typeof enrolmentOf>>).agent
    return { after, id, key: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') }
  })
  let live = worldOf(team, await store.snapshot(team))
  const world = async () => live
  const within = { store, team, book: ledger(store, team, keyFolder), world, catchUp: world, inLine: <T>(work: () => Promise<T>) => work() }
  const advance = (from: typeof live, changes: [string, Resource | null][], revision: number) => {
    live = from.with(changes, revision)
  }
  await writeOver({ ...within, advance }, async () => ({ actor: ACTOR, puts: made.map(({ after }) => ({ op: 'create', after })) }))
  return made.map(({ id, key }) => ({ id, key }))
}

async function codeOf(store: Store, keys: Keys): Promise<string> {
  const row = (await store.snapshot(team)).rows.find(({ kind }) => kind === 'DeploymentPackage')
  const sealed = row && (await store.sealed(team, row.key, CODE))
  if (!row || !sealed) throw new Error('the package has no code')
  return unseal(keys, { databaseId: store.databaseId, team, uid: row.uid, name: CODE }, sealed)
}

/** One that vouches for itself, for the loopback. */
function certificate(folder: string): TlsFiles {
  const [cert, key] = [path.join(folder, 'server.pem'), path.join(folder, 'server.key')]
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', key, '-out', cert]
  const said = ['-days', '2', '-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', ...made, ...said], { stdio: 'pipe' })
  return { cert, key }
}

/** The law of an import: what it writes, read again and planned by the same manager, changes nothing. Through a real control plane. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from '../reconciler/plan/plan.ts'
import { declare, organisation, TEAM } from '../reconciler/plan/worlds.ts'
import { format } from '../reconciler/sources/fmt.ts'
import { load, scan } from '../reconciler/sources/load.ts'
import { openProject } from '../reconciler/sources/project.ts'
import type { Declaration, Planned } from '../reconciler/types.ts'
import { ProblemError } from '../schema/problem.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import { applyTo, place as placeOf } from '../server/testing.ts'
import { liveImport } from './import-live.ts'
import type { ImportWishes } from './imported-world.ts'
import { place } from './placed-files.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const MANAGER = 'git:acme/iac'
const plain: ImportWishes = { all: false, unmanaged: false, computers: false }
const by = (manager: string, resources: readonly Resource[], adopt: readonly string[] = []): Declaration => ({
  team: TEAM,
  manager,
  resources,
  adopt: new Set(adopt),
})

interface Fresh {
  root: string
  files(): Record<string, string>
  import(world: World, wishes?: ImportWishes): Promise<void>
  planned(world: World, adopt?: readonly string[]): Promise<Planned>
  remove(): void
}

/** A project without a file of declarations. */
function fresh(manager = MANAGER): Fresh {
  const root = mkdtempSync(join(tmpdir(), 'splashctl-import-'))
  writeFileSync(
    join(root, 'splashtop.yaml'),
    `apiVersion: splashtop.io/v1\nkind: Project\nteam: ${TEAM}\nmanager: ${manager}\nsources: [organisation]\n`,
  )
  const folder = join(root, 'organisation')
  return {
    root,
    files: () => Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
    async import(world, wishes = plain) {
      const project = await openProject(root)
      await place(project, (await liveImport(project, world, folder, wishes)).files)
    },
    async planned(world, adopt = []) {
      const project = await openProject(root)
      const loaded = await load(project, await scan(project), { cache: false })
      expect(loaded.problems).toEqual([])
      return plan(by(manager, loaded.resources, adopt), world, at)
    },
    remove: () => rmSync(root, { recursive: true }),
  }
}

async function withPlane(work: (plane: ControlPlane) => Promise<void>): Promise<void> {
  const here = placeOf()
  const plane = await here.open()
  try {
    await work(plane)
  } finally {
    await plane.close()
    here.remove()
  }
}

/** Applies it, unless the world refuses: then nothing has changed. */
async function tried(plane: ControlPlane, declaration: Declaration): Promise<void> {
  await applyTo(plane, declaration).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error
  })
}

/** Another manager sets fields that nobody has, takes over others, and has resources of its own. */
const meddling = fc.record({
  licences: fc.constantFrom<string[]>([], ['u-a', 'u-b', 'u-nobody']),
  names: fc.subarray(['u-a', 'u-c', 'u-d']),
  own: fc.boolean(),
})
type Meddling = typeof meddling extends fc.Arbitrary<infer T> ? T : never

function meddled(world: World, { licences, names, own }: Meddling): Declaration {
  const users = [...new Set([...licences, ...names])].filter((name) => world.find('User', name))
  const resources = users.map((name) =>
    declare('User', name, {
      ...(licences.includes(name) && { licence: 'technician' }),
      ...(names.includes(name) && { displayName: 'Renamed by HR' }),
    }),
  )
  if (own) resources.push(declare('User', 'u-hr', { email: 'hr@acme.example' }))
  return by(
    'console',
    resources,
    names.filter((name) => users.includes(name)).map((name) => keyOf('User', TEAM, name)),
  )
}

/** One user has another name, and keeps the old one in an annotation. */
const renamed = (resources: readonly Resource[]): Resource[] =>
  resources.map((one) =>
    one.name === 'u-e' && one.kind === 'User' ? declare('User', 'u-renamed', one.declared.spec ?? {}).with({ renamedFrom: 'u-e' }) : one,
  )
const mentions = (resources: readonly Resource[], name: string) =>
  resources.some(({ declared }) => JSON.stringify(declared.spec ?? {}).includes(`"${name}"`))

test('whatever is live and whoever moved it: what is imported changes nothing, twice the same bytes, in the form of the formatter', async () => {
  await fc.assert(
    fc.asyncProperty(organisation(), organisation(), meddling, fc.boolean(), async (one, two, moves, rename) => {
      await withPlane(async (plane) => {
        await applyTo(plane, by(MANAGER, one))
        await tried(plane, meddled(await plane.world(), moves))
        await tried(plane, by(MANAGER, two))
        if (rename && !mentions(two, 'u-e')) await tried(plane, by(MANAGER, renamed(two)))
        const world = await plane.world()
        const [here, there] = [fresh(), fresh()]
        await here.import(world)
        await there.import(world)
        expect(there.files()).toEqual(here.files())
        for (const [name, text] of Object.entries(here.files())) expect(format(text, name)).toEqual({ text, problems: [] })
        const { plan: made, problems } = await here.planned(world)
        expect(made.changes).toEqual([])
        expect(problems.filter(({ level }) => level === 'error')).toEqual([])
        here.remove()
        there.remove()
      })
    }),
    { numRuns: 30 },
  )
})

test('by a new manager, what everybody has is declared as it is, and adopting it changes no value', async () => {
  await fc.assert(
    fc.asyncProperty(organisation(), meddling, async (one, moves) => {
      await withPlane(async (plane) => {
        await applyTo(plane, by(MANAGER, one))
        await tried(plane, meddled(await plane.world(), moves))
        const world = await plane.world()
        const here = fresh('git:acme/new')
        await here.import(world, { ...plain, all: true })
        expect((await here.planned(world)).plan.changes).toEqual([])
        const adopted = await here.planned(
          world,
          [...world.all()].map(({ key }) => key),
        )
        expect(adopted.plan.changes.filter(({ op, fields }) => op !== 'adopt' || fields.length > 0)).toEqual([])
        expect(adopted.plan.changes).toHaveLength(world.size)
        here.remove()
      })
    }),
    { numRuns: 20 },
  )
})

test('what nobody manages is taken over by a plan, with the values that it has', async () => {
  await withPlane(async (plane) => {
    const owner = [
      declare('User', 'u-owner', { email: 'owner@acme.example' }),
      declare('Team', TEAM, { owner: 'u-owner', scheduledAccess: { timeZone: 'Europe/Paris' } }),
    ]
    const kept = declare('User', 'u-a', { email: 'a@acme.example', role: 'admin' })
    const annotations = { 'splashtop.io/retain-on-remove': 'true' }
    await applyTo(plane, by('console', [kept.with({ declared: { ...kept.declared, metadata: { annotations } } })]))
    await applyTo(plane, by('console', []))
    await applyTo(plane, by(MANAGER, owner))
    const world = await plane.world()
    expect(world.find('User', 'u-a')?.live?.existence).toBe(null)
    for (const [wishes, imported] of [
      [plain, 3],
      [{ ...plain, unmanaged: true }, 1],
    ] as const) {
      const here = fresh()
      await here.import(world, wishes)
      const { plan: made, declared } = await here.planned(world)
      expect(declared).toBe(imported)
      expect(made.changes.filter(({ key }) => key === kept.key).map(({ op, fields }) => [op, fields])).toEqual([['adopt', []]])
      here.remove()
    }
  })
})

/** The law of drift: written into the files, there is none; comments are all there, and nothing else of the files has changed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from '../reconciler/plan/plan.ts'
import { declare, organisation, TEAM } from '../reconciler/plan/worlds.ts'
import { documentsNow } from '../reconciler/sources/documents.ts'
import { format } from '../reconciler/sources/fmt.ts'
import { slow } from '../reconciler/sources/slow.ts'
import type { Declaration } from '../reconciler/types.ts'
import type { Json } from '../schema/canonical.ts'
import { parse } from '../schema/parse.ts'
import { ProblemError } from '../schema/problem.ts'
import { keyOf, type Resource } from '../schema/resource.ts'
import { SecretValue } from '../schema/secrets.ts'
import { applyTo, place as placeOf } from '../server/testing.ts'
import { documentText } from './declared-yaml.ts'
import { driftedIn, editsFor } from './drifted.ts'
import { edited } from './yaml-edits.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }
const FILE = 'all.yaml'
const by = (manager: string, resources: readonly Resource[], adopt: readonly string[] = []): Declaration => ({
  team: TEAM,
  manager,
  resources,
  adopt: new Set(adopt),
})
const read = (text: string): Declaration => {
  const { resources, problems } = parse(documentsNow(Buffer.from(text), FILE, slow)?.documents ?? [], { team: TEAM })
  expect(problems).toEqual([])
  return by('git:us', resources)
}

/** What somebody makes of the users of ours. */
const moves = fc.record(
  {
    role: fc.constantFrom('member', 'admin'),
    displayName: fc.constantFrom('Moved', "O'Neil: x", 'Zoë'),
    disabled: fc.boolean(),
    licence: fc.constantFrom('access', 'technician'),
    group: fc.constant(null),
  },
  { requiredKeys: [] },
)

test('whatever others move: written into the files there is no drift, and a plan changes nothing of it', async () => {
  let seen = 0
  await fc.assert(
    fc.asyncProperty(organisation(), fc.dictionary(fc.constantFrom('u-a', 'u-b', 'u-c', 'u-d'), moves), async (resources, moved) => {
      const here = placeOf()
      const plane = await here.open()
      try {
        const text = resources.map((one) => documentText(one, [`About ${one.name}.`])).join('---\n')
        await applyTo(plane, read(text))
        const theirs = Object.entries(moved)
          .filter(([name]) => resources.some((one) => one.kind === 'User' && one.name === name))
          .map(([name, spec]) => declare('User', name, spec as Record<string, Json>))
        await applyTo(
          plane,
          by(
            'console',
            theirs,
            theirs.map(({ name }) => keyOf('User', TEAM, name)),
          ),
        ).catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error
        })
        const world = await plane.world()
        const drifted = driftedIn(read(text), world)
        seen += drifted.length
        const { edits, left } = editsFor(drifted)
        expect(left).toEqual([])
        const result = edited(
          text,
          (edits.get(FILE) ?? []).map(({ edit }) => edit),
        )
        expect(result.left).toEqual([])
        const declaration = read(result.text)
        expect(driftedIn(declaration, world)).toEqual([])
        const { plan: after, problems } = plan(declaration, world, at)
        expect(after.changes).toEqual([])
        expect(after.drift).toEqual([])
        expect(problems.filter(({ level }) => level === 'error')).toEqual([])
        expect(result.text.match(/^#.*$/gm)).toEqual(text.match(/^#.*$/gm))
        expect(format(result.text, FILE).text).toBe(result.text)
        if (drifted.length === 0) expect(result.text).toBe(text)
      } finally {
        await plane.close()
        here.remove()
      }
    }),
    { numRuns: 40 },
  )
  expect(seen).toBeGreaterThan(20)
})

test('one that is about to be renamed is found by its former name; a secret is told of, never written', async () => {
  const here = placeOf()
  const plane = await here.open()
  const handle = (env: string) => ({ idp: 'okta', scim: { token: { valueFrom: { env } } } })
  const secrets = [{ key: keyOf('SsoMethod', TEAM, 'okta'), path: 'spec.scim.token', value: new SecretValue('planted') }]
  try {
    await applyTo(plane, by('git:us', [declare('User', 'ann', { email: 'a@acme.example' }), declare('SsoMethod', 'okta', handle('ONE'))]), {
      secrets,
    })
    const theirs = [declare('User', 'ann', { email: 'b@acme.example' }), declare('SsoMethod', 'okta', handle('TWO'))]
    await applyTo(
      plane,
      by(
        'console',
        theirs,
        theirs.map(({ key }) => key),
      ),
      { secrets },
    )
    const ours = [
      declare('User', 'anna', { email: 'a@acme.example' }).with({ renamedFrom: 'ann' }),
      declare('SsoMethod', 'okta', handle('ONE')),
    ]
    const drifted = driftedIn(by('git:us', ours), await plane.world())
    expect(drifted.map(({ drift: { key, path } }) => [key, path])).toEqual([
      ['SsoMethod/acme/okta', 'spec.scim.token'],
      ['User/acme/ann', 'spec.email'],
    ])
    const { edits, left } = editsFor(drifted)
    expect([...edits.values()].flat().map(({ edit }) => edit)).toEqual([
      { kind: 'User', name: 'anna', path: 'spec.email', value: 'b@acme.example' },
    ])
    expect(left.map(({ code, message }) => [code, message])).toEqual([
      ['drift-left', '`spec.scim.token` of SsoMethod `okta` is not written: it is a secret, or holds one.'],
    ])
  } finally {
    await plane.close()
    here.remove()
  }
})

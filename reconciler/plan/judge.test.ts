import { expect, test } from 'vitest'
import { parse } from '../../schema/parse.ts'
import { World } from '../../schema/world.ts'
import { documentsOf } from '../sources/documents.ts'
import { judge, structural } from './judge.ts'

/** What is said of one document, its references left out: code, message and fix, and the line. */
async function missingIn(text: string): Promise<[string, string, number | undefined][]> {
  const { documents } = await documentsOf(Buffer.from(text), 'a.yaml')
  const { resources, problems } = parse(documents, { team: 'acme' })
  expect(problems).toEqual([])
  return structural(new World('acme', resources), resources)
    .filter(({ code }) => code === 'missing-field')
    .map(({ message, fix, at }) => [message, fix, at[0]?.line])
}
const schedule = (spec: string) => `# night\napiVersion: splashtop.io/v1\nkind: Schedule\nmetadata: {name: night}\n${spec}`
const rest = '  resource: farm\n  subjects: {users: [ann]}\n  startDate: 2026-03-02\n'

test('an object that is absent is one problem, where it would stand, whatever it must hold', async () => {
  expect(await missingIn(schedule(`spec:\n${rest}`))).toEqual([
    ['Schedule `night` has no `spec.timeSlot`.', 'Add `spec.timeSlot` with `start` and `end`; see docs/kinds/Schedule.md.', 5],
  ])
})

test('of an object that is there, each field that is absent is a problem, shown at the object', async () => {
  const fields = (found: [string, string, number | undefined][]) => found.map(([message, , line]) => [message.split('`').at(-2), line])
  expect(fields(await missingIn(schedule(`spec:\n${rest}  timeSlot: {start: '20:00'}\n`)))).toEqual([['spec.timeSlot.end', 9]])
  expect(fields(await missingIn(schedule(`spec:\n${rest}  timeSlot: {}\n`)))).toEqual([
    ['spec.timeSlot.start', 9],
    ['spec.timeSlot.end', 9],
  ])
})

test('of a spec that is absent or empty, each part is missed once', async () => {
  for (const spec of ['', 'spec: {}\n']) {
    const found = await missingIn(schedule(spec))
    expect(found.map(([message]) => message.split('`').at(-2))).toEqual([
      'spec.resource',
      'spec.subjects',
      'spec.startDate',
      'spec.timeSlot',
    ])
    expect(found.map(([, , line]) => line)).toEqual(found.map(() => (spec === '' ? 2 : 5)))
  }
})

test('thirty thousand who share what nobody may share are told of in seconds: none looks at all the others', async () => {
  const users = Array.from({ length: 30_000 }, (_, n) => ({
    ...{ apiVersion: 'splashtop.io/v1', kind: 'User', metadata: { name: `user-${n}` }, spec: { email: 'ann@a.example' } },
  }))
  const at = { file: 'a.yaml', line: 1, column: 1 }
  const { resources } = parse(
    users.map((value) => ({ file: at.file, value, at: () => at })),
    { team: 'acme' },
  )
  const begun = performance.now()
  const twins = judge(new World('acme', resources)).filter(({ code }) => code === 'duplicate-email')
  expect(performance.now() - begun).toBeLessThan(8000)
  expect(twins).toHaveLength(29_999)
  expect(new Set(twins.map(({ message }) => / `(user-0)` and /.exec(message)?.[1]))).toEqual(new Set(['user-0']))
})

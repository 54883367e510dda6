/** Bodies as the API takes them, and each with one part of it that should not be there (hostile.ts). */
import type { Chance } from './hostile.ts'

/** Stands in everything that is sent where somebody might write it down. */
export const canary = 'kAnArIeNvOgEl'

const user = {
  apiVersion: 'splashtop.io/v1',
  kind: 'User',
  metadata: { name: 'mallory', labels: { a: 'b' } },
  spec: { email: 'mallory@acme.example' },
}
const change = { op: 'create', key: 'User/acme/mallory', before: null, after: {}, fields: [], reason: { text: 'x', at: [] }, needs: [] }
export const bodies: readonly unknown[] = [
  user,
  { spec: { note: canary } },
  { manager: 'git:x', resources: [user], commit: canary, evaluatedAt: '2026-01-01T00:00:00Z', scope: ['User/mallory'], adopt: [] },
  { manager: 'git:x', resources: [user], sources: { 'User/mallory': { file: 'a.yaml', line: 1, column: 1 } }, impact: true },
  {
    ...{ manager: 'git:x', resources: [user], configDigest: canary },
    plan: { base: 1, evaluatedAt: '2026-01-01T00:00:00Z', changes: [change], digest: 'x' },
  },
  { drift: [{ key: 'User/acme/mallory', path: 'spec.email', lastApplied: 1, live: 2, by: null, time: null }] },
  { holder: { user: 'mallory' }, description: canary, days: 1, allow: ['192.0.2.0/24'] },
  { holder: { pipeline: 'mallory', role: 'admin' }, once: true },
]

/** A body with one of its values, or one of its names, exchanged for what should not be there. */
export function spoil(chance: Chance, body: unknown): string {
  const odd = [
    ...['null', 'true', '-1', '1e400', '1e-400', '-0', '9007199254740993', '0.1', '9'.repeat(400), '[]', '{}', '""', '[[]]', '{"a":{}}'],
    ...[
      `"${canary}"`,
      '"\\u0000"',
      '"\\ud800"',
      '"\\u202e"',
      '"\\r\\n"',
      `"${'x'.repeat(70_000)}"`,
      '"__proto__"',
      '"../../x"',
      '"9999-99-99T99:99:99Z"',
    ],
    ...[
      '"0000-01-01T00:00:00Z"',
      '"9999-12-31T23:59:59Z"',
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"a":1,"a":2}',
    ],
    ...['{"toString":1,"hasOwnProperty":2}', `[${'1,'.repeat(2000)}1]`, '"User/__proto__"', '"Nothing/x"', '"Team/mallory"'],
  ]
  const text = JSON.stringify(body)
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?!:)|(?<=:)(?:null|true|-?\d+|\[\]|\{\})/g)]
  const names = [...text.matchAll(/"[^"]*"(?=:)/g)]
  const [{ 0: old, index }, by] = chance.oneIn(4)
    ? [chance.pick(names), chance.pick(['"__proto__"', '"constructor"', '""', `"${canary}"`, '"\\u0000"'])]
    : [chance.pick(places), chance.pick(odd)]
  return text.slice(0, index) + by + text.slice(index + old.length)
}

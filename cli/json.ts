/**
 * The JSON documents that commands write with `--json`, and their schemas, side by side. A document has a `version`; a key may be added to
 * it, but none changes its meaning without a new number. schema/generated/cli/ holds the schemas as files, and the tests hold real
 * output against them.
 *
 * A run that ends before it has its document writes `failure`: the Problems alone.
 */
import type { Json } from '../schema/canonical.ts'

type Schema = { [key: string]: Json }

const text: Schema = { type: 'string' }
const maybeText: Schema = { type: ['string', 'null'] }
const whole: Schema = { type: 'integer', minimum: 0 }
const flag: Schema = { type: 'boolean' }
const anything: Schema = {}
const listOf = (items: Schema): Schema => ({ type: 'array', items })
const record = (required: { [key: string]: Schema }, optional: { [key: string]: Schema } = {}): Schema => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
})

const position = record({ file: text, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } })
const problem = record({
  code: text,
  level: { enum: ['error', 'warning', 'info'] },
  message: text,
  fix: text,
  at: listOf(position),
})
const problems = listOf(problem)
const version: Schema = { const: 1 }
const op: Schema = { enum: ['create', 'update', 'replace', 'delete', 'rename', 'adopt', 'release'] }
const change = record(
  {
    op,
    key: text,
    before: anything,
    after: anything,
    fields: listOf(record({ path: text, before: anything, after: anything })),
    reason: record({ text, at: listOf(position) }),
    needs: listOf(text),
  },
  { from: text },
)
const drift = record({ key: text, path: text, lastApplied: anything, live: anything, by: maybeText, time: maybeText })

const planParts = {
  base: whole,
  evaluatedAt: text,
  changes: listOf(change),
  drift: listOf(drift),
  impact: anything,
  digest: text,
}
const metadata = record({ name: text, namespace: text }, { labels: { type: 'object' }, annotations: { type: 'object' } })
const envelope = record({ apiVersion: text, kind: text, metadata }, { spec: { type: 'object' }, status: { type: 'object' } })
const revision = record({
  revision: whole,
  time: text,
  actor: text,
  manager: text,
  commit: maybeText,
  planDigest: maybeText,
  counts: { type: 'object', additionalProperties: whole },
})

const auditEntry = record(
  {
    sequence: whole,
    revision: whole,
    time: text,
    actor: text,
    manager: text,
    commit: maybeText,
    planDigest: maybeText,
    // `record` and `settle` are what a plan does not show: ownership alone, and what the control plane wrote itself.
    changes: listOf(record({ op: text, key: text }, { from: text, fields: listOf(text) })),
  },
  { address: text },
)

const document = (title: string, parts: { [key: string]: Schema }, optional: { [key: string]: Schema } = {}): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...record({ version, ...parts }, optional),
})

/** By name: `plan` is what `splashctl plan --json` writes. */
export const documents: Readonly<Record<string, Schema>> = {
  failure: document('Any command that ended before it had its document.', { problems }),
  plan: document('splashctl plan --json', { ...planParts, problems }),
  apply: document('splashctl apply --json', {
    revision: whole,
    results: listOf(record({ op, key: text, result: { enum: ['done', 'failed', 'skipped', 'unknown'] } }, { problems })),
    problems,
  }),
  validate: document('splashctl validate --json', { problems }),
  get: document('splashctl get --json', { revision: whole, resources: listOf(envelope) }),
  history: document('splashctl history --json', { revisions: listOf(revision) }),
  'audit-verify': document('splashctl audit verify --json', { entries: whole, signed: whole, problems }),
  'audit-list': document('splashctl audit list --json', { log: listOf(auditEntry) }),
  backup: document('splashctl backup --json', { file: text, revision: whole, keys: text }),
  fmt: document('splashctl fmt --json', { files: listOf(record({ file: text, changed: flag })), problems }),
  init: document('splashctl init --json', { files: listOf(text) }),
  completion: document('splashctl completion --json', { shell: text, script: text }),
  progress: document(
    'Each line on stderr with --json.',
    { event: { enum: ['phase', 'step'] }, phase: text },
    { about: text, done: whole, of: whole },
  ),
}

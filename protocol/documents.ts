/**
 * The parts of JSON documents that more than one end reads: what commands write with `--json` and what the control plane's API answers. A key
 * may be added to one, but none changes its meaning without a new number of the document's version.
 */
import type { Json } from '../schema/canonical.ts'

export type Schema = { [key: string]: Json }

export const text: Schema = { type: 'string' }
export const maybeText: Schema = { type: ['string', 'null'] }
export const whole: Schema = { type: 'integer', minimum: 0 }
export const flag: Schema = { type: 'boolean' }
export const anything: Schema = {}
export const listOf = (items: Schema): Schema => ({ type: 'array', items })
const byName = (values: Schema): Schema => ({ type: 'object', additionalProperties: values })
export const orNull = (one: Schema): Schema => ({ anyOf: [one, { type: 'null' }] })
export const record = (required: { [key: string]: Schema }, optional: { [key: string]: Schema } = {}): Schema => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
})

export const position = record({ file: text, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } })
export const problem = record(
  { code: text, level: { enum: ['error', 'warning', 'info'] }, message: text, fix: text, at: listOf(position) },
  // Of a guardrail: its id, the resource that it speaks of, and the waiver that excuses it.
  { rule: text, resource: text, waived: record({ reason: text, expires: text }) },
)
export const problems = listOf(problem)
export const version: Schema = { const: 1 }
export const op: Schema = { enum: ['create', 'update', 'replace', 'delete', 'rename', 'adopt', 'release'] }
export const change = record(
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

const names = listOf(text)
const when = record({
  permanent: flag,
  schedules: names,
  hours: listOf({ type: 'array', items: text, minItems: 2, maxItems: 2 }),
  next: maybeText,
  until: maybeText,
  bound: listOf(
    record({
      schedules: names,
      pool: maybeText,
      exclusive: orNull(record({ blankScreen: flag, lockInput: flag, logoffAfterDisconnect: flag })),
      forceDisconnect: flag,
    }),
  ),
  text,
})
const access = record({
  users: names,
  computers: names,
  userGroup: maybeText,
  computerGroup: maybeText,
  before: orNull(when),
  after: orNull(when),
  since: maybeText,
  features: byName(text),
  because: names,
})
const setting = record({ value: anything, origin: text, locked: flag })
export const impact = record({
  from: text,
  until: text,
  zone: text,
  edges: record({ before: whole, after: whole, gained: whole, lost: whole, changed: whole }),
  gained: listOf(access),
  lost: listOf(access),
  changed: listOf(access),
  features: listOf(
    record({
      users: names,
      userGroup: maybeText,
      computers: orNull(names),
      computerGroup: maybeText,
      features: byName(record({ before: maybeText, after: maybeText })),
      because: names,
    }),
  ),
  settings: listOf(
    record({ computers: names, computerGroup: maybeText, settings: byName(record({ before: setting, after: setting })), because: names }),
  ),
  sessions: listOf(record({ user: text, computer: text, since: text, because: names })),
})

export const planParts = {
  base: whole,
  evaluatedAt: text,
  changes: listOf(change),
  drift: listOf(drift),
  // Null in the plan of a project that nothing moved in since its last apply: then nothing is read.
  impact: orNull(impact),
  digest: text,
}
const metadata = record({ name: text, namespace: text }, { labels: { type: 'object' }, annotations: { type: 'object' } })
export const envelope = record({ apiVersion: text, kind: text, metadata }, { spec: { type: 'object' }, status: { type: 'object' } })
/** With `+edits` where the files were not what it holds, and `+unverified` where that could not be told. */
export const commit: Schema = {
  ...maybeText,
  description:
    'The commit that was applied: its number, followed by `+edits` if the files were not what it holds, by `+unverified` if that could not be told.',
}
export const revision = record({
  revision: whole,
  time: text,
  actor: text,
  manager: text,
  commit,
  planDigest: maybeText,
  counts: { type: 'object', additionalProperties: whole },
})
export const auditEntry = record(
  {
    sequence: whole,
    revision: whole,
    time: text,
    actor: text,
    manager: text,
    commit,
    planDigest: maybeText,
    // `record` and `settle` are what a plan does not show: ownership alone, and what the control plane wrote itself.
    changes: listOf(record({ op: text, key: text }, { from: text, fields: listOf(text) })),
  },
  {
    address: text,
    // Of API tokens that were issued, used up or revoked, and with which a second step was passed or tried in vain.
    tokens: listOf(record({ op: { enum: ['issue', 'use', 'revoke', 'verify', 'fail'] }, id: text, holder: text })),
    // Sealed values that somebody was told: a package's code.
    reads: listOf(record({ key: text, name: text })),
  },
)

export const receipt = {
  revision: whole,
  results: listOf(record({ op, key: text, result: { enum: ['done', 'failed', 'skipped', 'unknown'] } }, { problems })),
  problems,
}

/** An API token, without its text. */
export const token = record(
  { id: text, description: text, identity: { type: 'object' }, issuedBy: text, issued: text, expires: text, allow: listOf(text) },
  { once: flag, used: text, revoked: text, secondStep: text },
)

/** An installation that waits to be let in. */
export const waits = record({
  ...{ computer: text, fingerprint: text, hostname: text, os: text, at: text },
  address: maybeText,
  package: maybeText,
  // It asks for a computer that has an installation, which would be cut off.
  replaces: flag,
})

const maybeWhole: Schema = { type: ['integer', 'null'], minimum: 0 }
/** A computer that enrolled: what it runs, and what stands against it. */
export const fleetEntry = record({
  ...{ computer: text, displayName: maybeText, group: maybeText, package: maybeText, agent: text, version: text, os: text, hostname: text },
  ...{ enrolledAt: text, revoked: flag, online: flag, lastSeen: maybeText },
  policy: orNull(record({ epoch: whole, rev: whole, digest: text, appliedAt: text })),
  current: flag,
  lag: maybeWhole,
  rejected: orNull(record({ code: text, reason: text })),
  conditions: listOf(record({ code: text, level: text, title: text, text, since: text })),
  unsupported: listOf(text),
  failed: listOf(record({ setting: text, reason: text })),
  sessions: whole,
})
/** How far a revision has come among the computers that it is about. */
export const rollout = {
  ...{ revision: whole, affected: whole, enforcing: whole, unsupported: whole, offline: whole },
  behind: listOf(record({ computer: text, why: text })),
}

/** An event of the log of a device. */
export const deviceEvent = record(
  { computer: text, agent: text, number: whole, received: text, time: text, event: text },
  { details: { type: 'object' } },
)

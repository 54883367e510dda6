/**
 * The JSON documents that commands write with `--json`, and their schemas, side by side. A document has a `version`; a key may be added to
 * it, but none changes its meaning without a new number. schema/generated/cli/ holds the schemas as files, and the tests hold real
 * output against them.
 *
 * A run that ends before it has its document writes `failure`: the Problems alone.
 */
import {
  anything,
  auditEntry,
  change,
  commit,
  deviceEvent,
  envelope,
  flag,
  fleetEntry,
  impact,
  listOf,
  maybeText,
  orNull,
  planParts,
  position,
  problems,
  receipt,
  record,
  revision,
  rollout,
  type Schema,
  text,
  token,
  version,
  waits,
  whole,
} from '../protocol/documents.ts'

const waiver = record({ resource: text, reason: text, expires: text, over: flag })
/** A guardrail: its level in this project, and by itself. */
const ruleParts = {
  id: text,
  title: text,
  level: { enum: ['off', 'warning', 'error'] },
  usual: { enum: ['warning', 'error'] },
  packs: listOf(text),
  set: { enum: ['pack', 'rule'] },
  // Why it is silent whatever is declared; null for one that looks.
  needs: maybeText,
  // Where it is written, of one of the project's own.
  at: orNull(position),
  waivers: listOf(waiver),
} satisfies Record<string, Schema>
const rule = record(ruleParts)

/** `entry` is null before the first revision. */
const side = record({ revision: whole, entry: orNull(revision) })

/** A position, with the commit that it is of where that is not the files as they lie here. */
const place = record({ file: text, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } }, { commit: text })
const moments = { from: text, to: text }
/** `revision` is null for what files declare. */
const maybeWhole: Schema = { type: ['integer', 'null'], minimum: 0 }
/** A revision, and when it was in force: of a day that is asked about, within it; else until the next one, or null. */
const held = record({ revision: whole, from: text, until: maybeText, commit, actor: text })
const exclusive = record({ schedule: text, blankScreen: flag, lockInput: flag, logoffAfterDisconnect: flag })
const featureValue: Schema = { enum: ['enabled', 'disabled', 'toComputerOnly', 'fromComputerOnly'] }
const named = (items: Schema): Schema => ({ type: 'object', additionalProperties: items })

const document = (title: string, parts: { [key: string]: Schema }, optional: { [key: string]: Schema } = {}): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...record({ version, ...parts }, optional),
})

/** By name: `plan` is what `splashctl plan --json` writes. */
export const documents: Readonly<Record<string, Schema>> = {
  failure: document('Any command that ended before it had its document.', { problems }),
  plan: document('splashctl plan --json', { ...planParts, problems }),
  // With `--wait`, how far it came.
  apply: document('splashctl apply --json', receipt, { rollout: record(rollout) }),
  validate: document('splashctl validate --json', { problems }),
  test: document('splashctl test --json', {
    revision: whole,
    /** When the tests are asked that name no time. */
    evaluatedAt: text,
    tests: listOf(record({ name: text, at: listOf(position), passed: flag, checks: whole, failures: listOf(text) })),
    sensitive: listOf(record({ group: text, tests: listOf(text) })),
    problems,
  }),
  'policy-list': document('splashctl policy list --json', { packs: listOf(text), rules: listOf(rule) }),
  'policy-explain': document('splashctl policy explain --json', {
    rule: record({ ...ruleParts, why: text, guide: listOf(text), fix: text, example: text }),
  }),
  'policy-check': document('splashctl policy check --json', { rules: whole, waived: whole, problems }),
  get: document('splashctl get --json', { revision: whole, resources: listOf(envelope) }),
  diff: document('splashctl diff --json', {
    from: side,
    to: side,
    // Those in between, the newest first: the later side's own is among them, the earlier side's is not.
    revisions: listOf(revision),
    evaluatedAt: text,
    changes: listOf(change),
    impact,
    problems,
  }),
  // What the action told: the state of `status`, the secret of `enrol` where nobody can be asked for a code, recovery codes.
  'two-step': document(
    'splashctl two-step --json',
    { action: text },
    {
      ...{ required: flag, since: maybeText, passed: maybeText, until: maybeText },
      ...{ secret: text, uri: text, recoveryCodes: listOf(text), recoveryCodesLeft: whole, user: text },
    },
  ),
  history: document('splashctl history --json', { revisions: listOf(revision) }),
  explain: document(
    'splashctl explain --json',
    {
      revision: maybeWhole,
      user: text,
      computer: text,
      time: text,
      allowed: flag,
      // Of what is allowed and not permanent, `until` null means that no end was found in the years to come.
      permanent: flag,
      until: maybeText,
      bound: record({ pool: maybeText, exclusive: orNull(exclusive) }),
      next: orNull(record({ schedule: text, ...moments })),
      features: named(record({ value: featureValue, inSession: featureValue, origin: text })),
      settings: named(named(record({ value: anything, origin: text, locked: flag }))),
      // The links of all chains, each with the number of its way.
      reasons: listOf(record({ key: text, at: listOf(place), says: text, way: whole })),
      missing: listOf(record({ says: text, at: listOf(place), fix: text }, { key: text })),
      notes: listOf(text),
      problems,
    },
    { revisions: listOf(held) },
  ),
  access: document(
    'splashctl access --json',
    {
      revision: maybeWhole,
      // A time, or with `--between` a beginning and an end in its place.
      edges: listOf(
        record(
          { user: text, computer: text, via: listOf(text), permanent: flag },
          // `until`: the end of the hours that run; `ends`: the date after which its schedules begin no more, null where they have no end.
          // Of a day that `--date` names, each stretch of hours says under which revision it held.
          { until: text, next: text, ends: maybeText, hours: listOf(record(moments, { revision: whole })) },
        ),
      ),
      problems,
    },
    // `leftOut`: how many earlier revisions of the day were too many to be judged; `notice`: that the revision wasn't in force then.
    { time: text, ...moments, ever: { const: true }, revisions: listOf(held), leftOut: whole, notice: text },
  ),
  'audit-verify': document('splashctl audit verify --json', { entries: whole, signed: whole, problems }),
  'audit-list': document('splashctl audit list --json', { log: listOf(auditEntry) }),
  // To be told the code is what the command is for; it is in no other document.
  'package-show': document('splashctl package --json', {
    package: record({
      ...{ name: text, displayName: maybeText, group: maybeText, preferencePolicy: maybeText, namingRule: text, customName: maybeText },
      ...{ platforms: listOf(text), expiresAt: maybeText, maxEnrolments: maybeWhole, approval: text, enrolled: whole },
    }),
    code: text,
    issuedAt: maybeText,
    // Of the entry of the audit log that says who was told.
    revision: whole,
  }),
  // `text` where no folder was named: `file` is a name then, else a path. `revision` is null where the code came from a file.
  'package-for': document('splashctl package --for TARGET --json', {
    package: text,
    target: text,
    files: listOf(record({ file: text, mode: text }, { text })),
    steps: listOf(text),
    leftOut: listOf(record({ setting: text, why: text })),
    revision: maybeWhole,
  }),
  backup: document('splashctl backup --json', { file: text, revision: whole, keys: text }),
  login: document('splashctl login --json', { server: text, team: text, actor: text, token: text, expires: text, file: text }),
  logout: document('splashctl logout --json', { server: text, team: text }),
  whoami: document('splashctl whoami --json', { actor: text, role: text, address: maybeText }),
  // `text` is the token itself, which is told this once; with `--out` it stands in `file`.
  'token-create': document('splashctl token create --json', { token }, { text, file: text }),
  'token-list': document('splashctl token list --json', { tokens: listOf(token) }),
  'token-revoke': document('splashctl token revoke --json', { token }),
  // `root`: the fingerprint that agents are given at install.
  'server-init': document('splashctl server init --json', { team: text, owner: text, file: text, expires: text }, { root: text }),
  'server-migrate-store': document('splashctl server migrate-store --json', {
    from: text,
    to: text,
    teams: whole,
    resources: whole,
    revisions: whole,
  }),
  fleet: document('splashctl fleet --json', { revision: whole, computers: listOf(fleetEntry) }),
  logs: document('splashctl logs --json', { log: listOf(deviceEvent) }),
  'approve-list': document('splashctl approve --json', { waiting: listOf(waits) }),
  approve: document('splashctl approve NAME --json', { decided: waits, approved: flag }),
  // The code itself is told this once; with `--out` it stands in `file`.
  'approve-code': document('splashctl approve NAME --code --json', { computer: text, expires: text }, { code: text, file: text }),
  unenrol: document('splashctl unenrol --json', { computer: text }),
  // The link is a key to one session, for a minute.
  connect: document('splashctl connect --json', { computer: text, url: text, expires: text }),
  keys: document('splashctl keys --json', {
    database: text,
    folder: text,
    root: record({ number: whole, fingerprint: text, issuedAt: text }),
    online: record({ epoch: whole, serial: whole, notBefore: text, notAfter: text }),
    problems,
  }),
  'server-backup': document('splashctl server backup --json', { file: text, keys: text }),
  'server-reset-two-step': document('splashctl server reset-two-step --json', { team: text, user: text }),
  fmt: document('splashctl fmt --json', { files: listOf(record({ file: text, changed: flag })), problems }),
  import: document('splashctl import --json', {
    revision: whole,
    files: listOf(record({ file: text, resources: whole })),
    leftOut: listOf(record({ manager: text, resources: whole })),
    // Of those that came by enrolment, how many were left out.
    enrolled: whole,
    // What a plan of the files would say of them.
    changes: whole,
    problems,
  }),
  'import-csv': document('splashctl import FILE --json', {
    revision: whole,
    files: listOf(record({ file: text, resources: whole })),
    created: listOf(text),
    // Users who are there already: what the table says otherwise, and whether it was written into their declarations.
    known: listOf(record({ key: text, differs: listOf(record({ path: text, is: anything, csv: text, updated: flag })) })),
    problems,
  }),
  drift: document('splashctl drift --json', {
    revision: whole,
    // `at` is where the files say otherwise; `written`: they say what is live by now.
    drift: listOf(
      record({
        key: text,
        path: text,
        lastApplied: anything,
        live: anything,
        by: maybeText,
        time: maybeText,
        at: listOf(position),
        written: flag,
      }),
    ),
    files: listOf(text),
    problems,
  }),
  init: document('splashctl init --json', { files: listOf(text) }),
  completion: document('splashctl completion --json', { shell: text, script: text }),
  progress: document(
    'Each line on stderr with --json.',
    { event: { enum: ['phase', 'step'] }, phase: text },
    { about: text, done: whole, of: whole },
  ),
}

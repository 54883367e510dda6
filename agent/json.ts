/**
 * The JSON documents that the agent's commands write with `--json`, and their schemas. A key may be added to one, but none changes its meaning without
 * a new number. schema/generated/agent/ holds the schemas as files, and the tests hold real output against them.
 */
import { anything, flag, listOf, maybeText, orNull, problems, record, type Schema, text, version, whole } from '../protocol/documents.ts'
import { STANDINGS } from './staleness.ts'

const document = (title: string, parts: { [key: string]: Schema }): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...record({ version, ...parts }),
})
const byName = (values: Schema): Schema => ({ type: 'object', additionalProperties: values })
const enforcement: Schema = { enum: ['enforced', 'unsupported', 'failed', null] }

/** By name: `status` is what `splashtop-agent status --json` writes. */
export const documents: Readonly<Record<string, Schema>> = {
  failure: document('Any command that ended before it had its document.', { problems }),
  enrol: document('splashtop-agent enrol --json', { agentId: text, team: text, computer: text, displayName: text, server: text }),
  status: document('splashtop-agent status --json', {
    agentVersion: text,
    running: flag,
    computer: record({ agentId: text, team: text, name: text, displayName: text, enrolledAt: text, revoked: maybeText }),
    server: text,
    trust: record({ fingerprint: text, root: whole, serial: whole, epoch: whole, until: text }),
    // `ageSeconds`: since the control plane was last heard. Null is what is not known, as there is no policy.
    policy: record({
      ...{ standing: { enum: [...STANDINGS] }, ageSeconds: orNull(whole), admits: flag, epoch: orNull(whole), revision: orNull(whole) },
      ...{ digest: maybeText, sourceCommit: maybeText, expires: maybeText },
    }),
    // What became of a setting is known of an agent that runs.
    settings: byName(record({ value: anything, origin: text, locked: flag, enforcement, reason: maybeText })),
    conditions: listOf(record({ code: text, level: { enum: ['error', 'warning', 'info'] }, title: text, text, since: text })),
  }),
  logs: document('splashtop-agent logs --json', {
    events: listOf(record({ number: whole, time: text, event: text, hash: text }, { details: { type: 'object' }, previous: text })),
  }),
  recordings: document('splashtop-agent recordings --json', {
    recordings: listOf(
      record({
        ...{ name: text, time: text, user: maybeText, bytes: orNull(whole), digest: maybeText },
        ...{ verdict: { enum: ['as logged', 'unlogged', 'changed'] }, reason: maybeText },
      }),
    ),
  }),
  unenrol: document('splashtop-agent unenrol --json', { team: text, computer: text, told: flag }),
}

/** The audit log: its last entries as they stand, and whether all of it is true. */
import { auditEntry, listOf, problems, record, version, whole } from '../../../protocol/documents.ts'
import { endpoint, type Schema } from '../endpoint.ts'

/** With what proves it: digests of what was left, tokens, and where the chain was broken. */
const entry: Schema = {
  ...auditEntry,
  properties: { ...(auditEntry.properties as object), changes: listOf({ type: 'object', required: ['op', 'key'] }) },
  additionalProperties: true,
}

export const auditLog = endpoint<{ limit?: number }, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/audit',
  id: 'listAudit',
  summary: 'The last entries of the audit log, newest first',
  needs: 'logs',
  query: { limit: { type: 'integer', minimum: 1, maximum: 10_000, description: 'At most so many; 50 when nothing is said.' } },
  answers: {
    200: {
      says: 'The entries as they stand; `:verify` says whether they are true.',
      schema: record({ version, log: listOf(entry) }),
    },
  },
  run: async ({ plane, query: { limit } }) => ({ body: { version: 1, log: await plane.audit(limit) } }),
})

export const verifyAudit = endpoint<undefined, undefined>({
  method: 'POST',
  path: '/v1/teams/{team}/audit:verify',
  id: 'verifyAudit',
  summary: 'Hold the database against the audit log, and the log against its signatures',
  says: 'Reads all that the team ever was: minutes, for a long history.',
  needs: 'logs',
  answers: { 200: { says: 'What was found.', schema: record({ version, entries: whole, signed: whole, problems }) } },
  run: async ({ plane }) => ({ body: { version: 1, ...(await plane.verifyAudit()) } }),
})

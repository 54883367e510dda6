/** Who applied what, when: the revisions of the team, the one that was in force at a time, and what each touched. */
import { flag, listOf, maybeText, record, revision, text, version, whole } from '../../../protocol/documents.ts'
import { visible } from '../../../schema/characters.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import { unknownRevision } from '../../revisions.ts'
import { endpoint, oneLine, revisionNumber, type Schema } from '../endpoint.ts'

/** So many revisions are told at once. */
const MOST = 100_000

export const history = endpoint<{ limit?: number }, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/revisions',
  id: 'listRevisions',
  summary: 'The revisions, newest first',
  needs: 'read',
  query: { limit: { type: 'integer', minimum: 1, maximum: MOST, description: 'At most so many; 50 when nothing is said.' } },
  answers: { 200: { says: 'The revisions.', schema: record({ version, revisions: listOf(revision) }) } },
  run: async ({ plane, query: { limit } }) => ({ body: { version: 1, revisions: await plane.history(limit) } }),
})

export const oneRevision = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/revisions/{revision}',
  id: 'getRevision',
  summary: 'One revision: who applied it, when, from which commit',
  needs: 'read',
  answers: { 200: { says: 'The revision.', schema: revision } },
  async run({ plane, path: { revision: named = '' } }) {
    const found = /^\d{1,15}$/.test(named) ? await plane.revisionEntry(Number(named)) : undefined
    if (found) return { body: found }
    throw new ProblemError(unknownRevision(visible(named, 20), (await plane.world()).revision))
  },
})

export const revisionAt = endpoint<{ time: string }, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/revision-at',
  id: 'getRevisionAt',
  summary: 'The revision that was in force at a time',
  needs: 'read',
  query: { time: { type: 'string', maxLength: 40, description: 'RFC 3339, with `Z` or an offset.', 'x-required': true } },
  answers: { 200: { says: 'The last revision up to then; 0 before the first.', schema: record({ revision: whole }) } },
  async run({ plane, query: { time } }) {
    let at: number
    try {
      at = Temporal.Instant.from(time).epochMilliseconds
    } catch {
      throw new ProblemError(
        problem('invalid-request', '`time` is no time.', 'Write it as `2026-03-02T09:00:00Z`; a `+` in a URL is `%2B`.'),
      )
    }
    return { body: { revision: await plane.revisionAt(at) } }
  },
})

export const touched = endpoint<{ since?: number; until?: number }, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/touched',
  id: 'listTouched',
  summary: 'Which resources some revisions touched, in order',
  needs: 'read',
  query: {
    since: { ...revisionNumber, description: 'After this revision.' },
    until: { ...revisionNumber, description: 'Up to this revision, itself included; the newest when nothing is said.' },
  },
  answers: {
    200: {
      says: 'What was touched.',
      schema: record({ touched: listOf(record({ revision: whole, op: text, key: text }, { from: text })) }),
    },
  },
  async run({ plane, query: { since = 0, until } }) {
    return { body: { touched: await plane.touched(since, until ?? (await plane.world()).revision) } }
  },
})

export const applied = endpoint<{ manager: string; digest: string }, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/applied',
  id: 'getApplied',
  summary: 'Is a configuration what its manager applied last, with nothing moved since?',
  needs: 'read',
  query: {
    manager: { ...oneLine, minLength: 1, maxLength: 200, description: 'The manager.', 'x-required': true },
    digest: { ...oneLine, minLength: 1, maxLength: 200, description: 'The digest of the configuration.', 'x-required': true },
  },
  answers: {
    200: {
      says: 'The revision at which it was applied; null where it was not, or somebody moved something since. `secrets`: values are held for it, which may be others by now.',
      schema: record({ revision: { type: ['integer', 'null'] } }, { secrets: flag }),
    },
  },
  async run({ plane, query: { manager, digest } }) {
    return { body: (await plane.unchanged(manager, digest)) ?? { revision: null } }
  },
})

const drift: Schema = record({ key: text, path: text, lastApplied: {}, live: {}, by: maybeText, time: maybeText })

export const drifted = endpoint<undefined, { drift: Parameters<import('../../control-plane.ts').Serving['movedBy']>[0] }>({
  method: 'POST',
  path: '/v1/teams/{team}:drift',
  id: 'explainDrift',
  summary: 'Who moved some fields, and when',
  needs: 'read',
  body: { schema: record({ drift: { ...listOf(drift), maxItems: 100_000 } }) },
  answers: { 200: { says: 'The same drift, with who and when as far as the log tells.', schema: record({ drift: listOf(drift) }) } },
  run: async ({ plane, body }) => ({ body: { drift: await plane.movedBy(body.drift) } }),
})

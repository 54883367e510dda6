/**
 * The whole team at one revision, or what changed since another one: the one request by which a client reads. Rows for who keeps a copy (the
 * command line), resources for everybody else. A client that names what it has (`If-None-Match`) and has all is answered without a body.
 */
import { envelope, listOf, record, text, whole } from '../../../protocol/documents.ts'
import { endLine, goneLine, type Heading, ROWS_TYPE, rowLine } from '../../../protocol/rows.ts'
import { enveloped } from '../../../schema/enveloped.ts'
import { ProblemError } from '../../../schema/problem.ts'
import { type Key, splitKey } from '../../../schema/resource.ts'
import type { Serving } from '../../control-plane.ts'
import { unknownRevision } from '../../revisions.ts'
import { resourceOf } from '../../rows.ts'
import { type Row, soleOf } from '../../store/store.ts'
import { endpoint, revisionNumber } from '../endpoint.ts'
import { matches, teamTag } from '../preconditions.ts'

interface Query {
  since?: number
  mark?: string
  revision?: number
  atLeast?: number
}
interface Told {
  put: readonly Row[]
  gone: readonly Key[]
}

export const snapshot = endpoint<Query, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/snapshot',
  id: 'getSnapshot',
  summary: 'Every resource of the team at one revision',
  says: 'With `since`, what changed after that revision: a client that keeps a copy brings it up to date. Where there never was such a revision the answer has all there is, and no `since`. With `revision`, the team as it was then.',
  needs: 'read',
  query: {
    since: { ...revisionNumber, description: 'The revision that the client has.' },
    mark: {
      type: 'string',
      maxLength: 32,
      description:
        'The mark that the answer with that revision bore: after a backup was put back, revisions of one number are not the same.',
    },
    revision: { ...revisionNumber, description: 'A past revision, in place of the newest.' },
    atLeast: { ...revisionNumber, description: 'A revision that the client knows of: the answer is not older.' },
  },
  headers: { 'if-none-match': { type: 'string', description: 'The `ETag` of what the client has.' } },
  answers: {
    200: {
      says: 'The resources. As rows (`application/x-ndjson`) where the client prefers them: a heading, a line for each, and an end.',
      types: ['application/json', ROWS_TYPE],
      headers: ['ETag'],
      schema: record(
        { version: { const: 1 }, database: text, team: text, revision: whole, mark: text, resources: listOf(envelope) },
        { since: whole, deleted: listOf(record({ kind: text, name: text })) },
      ),
    },
    304: { says: 'The client has it already.' },
  },
  async run({ plane, query, headers }) {
    const { since, mark, revision: past, atLeast = 0 } = query
    const wanted = Math.max(atLeast, past ?? 0)
    const { revision: newest } = await plane.worldSince(wanted)
    if (wanted > newest) throw new ProblemError(unknownRevision(wanted, newest))
    const revision = past ?? newest
    const own = await plane.markAt(revision)
    const etag = teamTag(plane, revision, own)
    if (matches(headers['if-none-match'], etag)) return { status: 304, headers: { etag } }
    const rows = String(headers.accept ?? '').includes(ROWS_TYPE)
    const answer = { type: rows ? ROWS_TYPE : 'application/json', headers: { etag, vary: 'accept, accept-encoding' } }
    const heading: Heading = { database: plane.databaseId, team: plane.team, revision, mark: own }
    const pieces = rows ? linesOf : documentOf
    const known = since !== undefined && since <= revision && (mark === undefined || mark === (await plane.markAt(since)))
    if (past === undefined && known)
      return { ...answer, stream: () => pieces({ ...heading, since }, () => changed(plane, since, revision)) }
    const all = async () => ({ put: (await plane.rows(revision)).rows, gone: [] })
    return { ...answer, stream: () => pieces(heading, all), ...(past === undefined && { keep: { name: answer.type, revision } }) }
  },
})

/** What each resource has become between two revisions, by the last that was said of it. */
async function changed(plane: Serving, since: number, until: number): Promise<Told> {
  const last = new Map<Key, Row | null>()
  for (const { entries } of await plane.log(since, until)) {
    for (const { key, from } of entries) for (const left of from === undefined ? [key] : [from, key]) last.set(left, null)
    for (const { key, row } of entries) if (row) last.set(key, row)
  }
  return { put: [...last.values()].filter((row) => row !== null), gone: [...last].flatMap(([key, row]) => (row ? [] : [key])) }
}

/** So many resources make a piece, after which others get their turn. */
const PIECE = 500
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

async function* inPieces<T>(items: readonly T[], text: (item: T, index: number) => string): AsyncGenerator<string> {
  for (let at = 0; at < items.length; at += PIECE) {
    yield items
      .slice(at, at + PIECE)
      .map((item, i) => text(item, at + i))
      .join('')
    await turn()
  }
}

async function* linesOf(heading: Heading, read: () => Promise<Told>): AsyncGenerator<string> {
  const { put, gone } = await read()
  yield `${JSON.stringify(heading)}\n`
  yield* inPieces(put, (row) => `${rowLine(row, row.sole === undefined ? soleOf(row) : row.sole)}\n`)
  yield* inPieces(gone, (key) => `${goneLine(key)}\n`)
  yield `${endLine(heading.revision)}\n`
}

async function* documentOf(heading: Heading, read: () => Promise<Told>): AsyncGenerator<string> {
  const { put, gone } = await read()
  yield `${JSON.stringify({ version: 1, ...heading }).slice(0, -1)},"resources":[`
  yield* inPieces(put, (row, i) => `${i === 0 ? '' : ','}${JSON.stringify(enveloped(resourceOf(heading.team, row)))}`)
  const deleted = gone.map((key) => ({ kind: splitKey(key).kind, name: splitKey(key).name }))
  yield `]${deleted.length === 0 ? '' : `,"deleted":${JSON.stringify(deleted)}`}}`
}

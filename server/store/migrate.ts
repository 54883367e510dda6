/**
 * Moving a store into another, as from SQLite to PostgreSQL when one machine is not enough any more: rows, history, log, audit chain, sealed
 * values, idempotency keys, leases and the id of the database, which seals and audit entries are bound to. So the keys that belonged to the one
 * serve the other.
 *
 * It is believed only when it was read again: what the target hands out afterwards must be, entry by entry, what the source handed out. And
 * nobody may have committed to the source meanwhile, which whoever calls this prevents by its lock.
 */
import { createHash, type Hash } from 'node:crypto'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Piece, Row, Store } from './store.ts'

export interface Migrated {
  teams: number
  resources: number
  revisions: number
}

/** @param progress is told how many resources and revisions were written */
export async function migrateStore(from: Store, to: Store, progress: (written: number) => void = () => {}): Promise<Migrated> {
  const damage = await from.integrity()
  if (damage.length > 0)
    throw new ProblemError(
      problem('database-corrupt', `The store to be moved is damaged: ${damage.join('; ')}.`, 'Mend it first: put its latest backup back.'),
    )
  const [read, written] = [new Digests(), new Digests()]
  const heads: { team: string; revision: number }[] = []
  const found: Migrated = { teams: 0, resources: 0, revisions: 0 }
  await to.fill((take) =>
    from.contents(async (piece) => {
      read.add(piece)
      if (piece.of === 'head') {
        heads.push(piece)
        found.teams++
      } else if (piece.of === 'rows') found.resources += piece.rows.length
      else if (piece.of === 'revisions') found.revisions += piece.revisions.length
      await take(piece)
      progress(found.resources + found.revisions)
    }),
  )
  await to.contents(async (piece) => written.add(piece))
  const differs = read.differsFrom(written)
  if (differs !== undefined)
    throw new ProblemError(
      problem(
        'database-corrupt',
        `What was written is not what was read: ${differs}.`,
        'Do not use the target: empty it. Verify the source by `splashctl audit verify`, then move it again.',
      ),
    )
  for (const { team, revision } of heads) {
    const now = await from.head(team)
    if (now !== revision)
      throw new ProblemError(
        problem(
          'stale-plan',
          `Team \`${team}\` went on from revision ${revision} to ${now} while it was copied.`,
          'Do not use the target: empty it. Stop whoever applies to the source, then move it again.',
        ),
      )
  }
  return found
}

/** A digest for each kind of piece of each team, whatever the size of the pieces. */
class Digests {
  readonly #of = new Map<string, Hash>()

  add(piece: Piece): void {
    const what = 'team' in piece ? `${piece.of} of team \`${piece.team}\`` : `\`${piece.of}\``
    let hash = this.#of.get(what)
    if (!hash) this.#of.set(what, (hash = createHash('sha256')))
    for (const item of itemsOf(piece)) hash.update(`${JSON.stringify(item)}\n`)
  }
  differsFrom(other: Digests): string | undefined {
    const [mine, theirs] = [this.#done(), other.#done()]
    return [...new Set([...mine.keys(), ...theirs.keys()])].find((what) => mine.get(what) !== theirs.get(what))
  }
  #done(): Map<string, string> {
    const empty = createHash('sha256').digest('hex')
    return new Map([...this.#of].map(([what, hash]) => [what, hash.copy().digest('hex')] as const).filter(([, text]) => text !== empty))
  }
}

/** Everything that a piece says, in an order of its own. */
function itemsOf(piece: Piece): unknown[] {
  switch (piece.of) {
    case 'database':
      return [[piece.id, piece.made]]
    case 'head':
      return [piece.revision]
    case 'rows':
      return piece.rows.map(rowItem)
    case 'revisions':
      return piece.revisions.map((each) => [
        ...[each.revision, each.time, each.actor, each.manager, each.commit, each.planDigest, each.configDigest, each.counts],
      ])
    case 'log':
      return piece.steps.map(({ revision, entries }) => [
        revision,
        entries.map(({ op, key, from, row }) => [op, key, from ?? null, row && rowItem(row)]),
      ])
    case 'audit':
      return piece.entries.map((each) => [
        ...[each.sequence, each.revision, each.time, each.body, each.previousHash, each.hash, each.signature],
      ])
    case 'sealed':
      return piece.sealed.map(({ key, name, value, lookup }) => [key, name, Buffer.from(value).toString('base64'), lookup])
    case 'tokens':
      return piece.tokens.map(({ id, digest, record }) => [id, digest, record])
    case 'reports':
      return piece.reports.map(({ agent, seen, report, inventory }) => [agent, seen, report, inventory])
    case 'device log':
      return piece.batches.map((each) => [each.agent, each.first, each.next, each.hash, each.computer, each.received, each.events])
    case 'applied':
      return [[piece.manager, piece.configDigest, piece.revision]]
    case 'idempotency':
      return piece.keys.map(({ key, revision, time }) => [key, revision, time])
    case 'lease':
      return [[piece.name, piece.holder, piece.token, piece.expires]]
  }
}

function rowItem(row: Row): unknown[] {
  const owners = row.ownership.map(({ manager, fields, lastApplied, digest, source: { commit, file, line } }) => [
    ...[manager, fields, lastApplied, digest, commit ?? null, file ?? null, line ?? null],
  ])
  return [row.key, row.uid, row.existence, row.declared, row.digest, row.status, row.created, row.changed, owners]
}

/** Who reached what on a day, under each revision that was in force on it, for programs: streamed as the answer about one world is. */
import { type Passage, passages, type Slice } from '../effective/through.ts'
import type { Span } from '../effective/types.ts'
import { basisCell, cells, headJson, PAIR, quoted, revisionCells, spansCell, tailJson, viasOf, write } from './access-rows.ts'
import { instantText } from './at.ts'
import { cell, row } from './csv.ts'
import { type Held, heldJson } from './held.ts'
import type { Surface } from './terminal.ts'

/** What a revision had, and itself. */
export type HeldSlice = Slice & { held: Held }

export interface DayAsked {
  span: Span
  leftOut: number
}

export const writeDayJson = (slices: readonly HeldSlice[], asked: DayAsked, out: Surface): Promise<void> =>
  write(out, jsonLines(slices, asked))

function* jsonLines(slices: readonly HeldSlice[], { span, leftOut }: DayAsked): Generator<string> {
  yield headJson({
    version: 1,
    revision: slices.at(-1)?.e.world.revision ?? 0,
    from: instantText(span.from),
    to: instantText(span.to),
    revisions: slices.map(({ held }) => heldJson(held)),
    ...(leftOut > 0 && { leftOut }),
  })
  const names = quoted()
  const rest = kept((passage) => restJson(slices, passage))
  let first = true
  for (const passage of passages(slices)) {
    const { user, computer } = lastOf(passage)
    yield `${first ? '' : ','}\n    {"user":${names(user)},"computer":${names(computer)},${rest(passage)}}`
    first = false
  }
  yield tailJson(first, [])
}

const lastOf = ({ parts }: Passage): Passage['parts'][number]['edge'] => (parts.at(-1) as Passage['parts'][number]).edge

function restJson(slices: readonly HeldSlice[], { parts }: Passage): string {
  const via = new Set(parts.flatMap(({ slice, edge }) => viasOf((slices[slice] as HeldSlice).e, edge)))
  const hours = parts.flatMap(({ slice, edge }) =>
    (edge.grant.hours ?? []).map(({ from, to }) => ({
      from: instantText(from),
      to: instantText(to),
      revision: (slices[slice] as HeldSlice).held.entry.revision,
    })),
  )
  return JSON.stringify({ via: [...via], permanent: parts.every(({ edge }) => edge.grant.permanent), hours }).slice(1, -1)
}

/** Put in words once for equal grants, as long as those are told apart by nothing but names. */
function kept(put: (passage: Passage) => string): (passage: Passage) => string {
  const numbers = new Map<object, number>()
  const known = new Map<string, string>()
  return (passage) => {
    let id = ''
    for (const { slice, edge } of passage.parts) {
      let number = numbers.get(edge.grant)
      if (number === undefined) numbers.set(edge.grant, (number = numbers.size))
      const own = edge.grant.ways.some(({ basis }) => basis.by === 'role') ? edge.user.name : (edge.of.group ?? '')
      id += `${slice} ${number} ${own}\n`
    }
    let text = known.get(id)
    if (text === undefined) {
      if (known.size > 10_000) known.clear()
      known.set(id, (text = put(passage)))
    }
    return text
  }
}

/** One line for each user, computer and revision. */
export const writeDayCsv = (slices: readonly HeldSlice[], out: Surface): Promise<void> => write(out, csvLines(slices))

function* csvLines(slices: readonly HeldSlice[]): Generator<string> {
  yield row([...PAIR, 'hours', 'revision', 'commit'])
  const columns = slices.map(({ e, held }) => ({
    people: cells((user) => e.userClass(user.name)?.group),
    machines: cells((computer) => e.computerClass(computer.name)?.group),
    under: revisionCells(held),
  }))
  for (const { parts } of passages(slices))
    for (const { slice, edge } of parts) {
      const { people, machines, under } = columns[slice] as (typeof columns)[number]
      const { permanent, hours = [] } = edge.grant
      const rest = [viasOf((slices[slice] as HeldSlice).e, edge).join(' '), basisCell(permanent), spansCell(hours)].map(cell).join(',')
      yield `${people(edge.user)},${machines(edge.computer)},${rest},${under}\r\n`
    }
}

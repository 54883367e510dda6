/**
 * Watching (server-sent events): each revision as it lands, in order, none left out. Whoever was cut off goes on where it was, by `since` or by
 * the `Last-Event-ID` that browsers send. One reading of the log serves all who watch; who takes too long to read is let go, and goes on later.
 *
 * It lasts, and rights don't: whoever watches is asked again before each event and at each beat, so that who was demoted, or whose token was
 * revoked, is told no more from then on.
 *
 *   id: 13
 *   event: revision
 *   data: {"revision":13,"changes":[{"op":"update","key":"User/acme/alice","resource":{…}}]}
 */
import { enveloped } from '../../../schema/enveloped.ts'
import { ProblemError } from '../../../schema/problem.ts'
import type { Step } from '../../recent.ts'
import { unknownRevision } from '../../revisions.ts'
import { resourceOf } from '../../rows.ts'
import { turns } from '../../turns.ts'
import { type Asked, endpoint, revisionNumber } from '../endpoint.ts'

export const EVENTS_TYPE = 'text/event-stream'
/** A line that says nothing, so that a way which is dead is noticed on both ends. */
export const BEAT_MS = 15_000
/** So many revisions wait for a slow reader, and so many are read from the log at once for who comes late. */
const MOST = 500

export const watch = endpoint<{ since?: number }, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/watch',
  id: 'watch',
  summary: 'Each revision as it lands (server-sent events)',
  says: 'Begins after `since`, or after the `Last-Event-ID`; with neither, with the next revision. Ends with an event `lagging` when the client reads too slowly, `stopping` when the server stops: connect again, and nothing is missed. Ends with `refused` and the problems when the caller may watch no longer.',
  needs: 'read',
  query: { since: { ...revisionNumber, description: 'The revision that the client has.' } },
  headers: {
    'last-event-id': { type: 'string', pattern: '^\\d{1,15}$', description: 'The last event that the client has, in place of `since`.' },
  },
  answers: { 200: { says: 'Events, until either end closes.', types: [EVENTS_TYPE] } },
  async run({ plane, query: { since }, headers, signal, still }) {
    const from = headers['last-event-id'] === undefined ? since : Number(headers['last-event-id'])
    const { revision } = await plane.worldSince(from ?? 0)
    // As after a backup was put back: to wait for that revision would be to miss all up to it.
    if (from !== undefined && from > revision) throw new ProblemError(unknownRevision(from, revision))
    return { type: EVENTS_TYPE, headers: { 'cache-control': 'no-store' }, stream: () => events({ plane, signal, still }, from ?? revision) }
  },
})

type Watcher = Pick<Asked, 'plane' | 'signal' | 'still'>

async function* events({ plane, signal, still }: Watcher, since: number): AsyncGenerator<string> {
  const waiting: Step[] = []
  let lagging = false
  let wake = () => {}
  const leave = plane.listen((step) => {
    if (waiting.length === MOST) lagging = true
    if (!lagging) waiting.push(step) // after one that was left out none is of use
    wake()
  })
  const woken = () => wake()
  signal.addEventListener('abort', woken)
  const beat = setInterval(() => {
    beaten = true
    wake()
  }, BEAT_MS)
  let beaten = false
  try {
    yield `: revisions of ${plane.team} after ${since}\n\n`
    let at = since
    // What landed before we listened is in the log; where the two meet, nothing comes twice.
    for (let head = (await plane.worldSince(since)).revision; at < head; ) {
      const steps = await plane.log(at, Math.min(head, at + MOST))
      for (const step of steps) {
        await still()
        yield await eventOf(plane.team, step)
      }
      at = steps.at(-1)?.revision ?? head
      head = Math.max(head, (await plane.world()).revision)
    }
    while (!signal.aborted) {
      const step = waiting.shift()
      if (step && step.revision > at) {
        await still()
        at = step.revision
        yield await eventOf(plane.team, step)
      } else if (!step && lagging) {
        yield `event: lagging\ndata: {"revision":${at}}\n\n`
        return
      } else if (!step) {
        if (beaten) {
          await still()
          yield ': still here\n\n'
        }
        beaten = false
        await new Promise<void>((resolve) => {
          wake = resolve
          if (waiting.length > 0 || signal.aborted) resolve()
        })
      }
    }
    yield `event: stopping\ndata: {"revision":${at}}\n\n`
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    yield `event: refused\ndata: ${JSON.stringify({ problems: error.problems })}\n\n`
  } finally {
    leave()
    clearInterval(beat)
    signal.removeEventListener('abort', woken)
  }
}

/** Many watch one revision: it is written once, and in turns with the rest of the server where it is a large one. */
const written = new WeakMap<Step, Promise<string>>()
function eventOf(team: string, step: Step): Promise<string> {
  let text = written.get(step)
  if (text === undefined) written.set(step, (text = eventText(team, step)))
  return text
}

async function eventText(team: string, { revision, entries }: Step): Promise<string> {
  const turn = turns()
  const changes: string[] = []
  for (const { op, key, from, row } of entries) {
    const resource = row && enveloped(resourceOf(team, row))
    changes.push(JSON.stringify({ op, key, ...(from !== undefined && { from }), resource }))
    if (changes.length % MANY === 0) await turn()
  }
  return `id: ${revision}\nevent: revision\ndata: {"revision":${revision},"changes":[${changes.join()}]}\n\n`
}
/** After so many changes it is asked whether it is somebody else's turn. */
const MANY = 50

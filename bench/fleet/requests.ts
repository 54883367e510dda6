/**
 * Requests for the policy, each signed by another agent in turn, over connections that are kept. *Paced*: so many a second, whether or not answers come,
 * and each is timed from the moment at which it was due, so that a server that stands still is charged for all who meanwhile wait. *Unpaced*: as many as
 * the server gives. The timestamps of one answer in ten are verified when the clock has stopped.
 */
import type { Dispatcher } from 'undici'
import type { Trusting } from '../../protocol/jws.ts'
import { openTimestamp } from '../../protocol/policy.ts'
import type { SimulatedAgent } from './agent.ts'
import type { Asking, Requests } from './agents.ts'

const TARGET = '/agent/v1/policy'
const SAMPLE = 10
type KeyOf = Trusting['keyOf']

interface Tally {
  took: number[]
  late: number[]
  bytes: number
  /** What was answered or went wrong that should not, the first of it. */
  wrong: string | undefined
  timestamps: { agent: SimulatedAgent; text: string }[]
}

export async function paced(
  dispatcher: Dispatcher,
  agents: readonly SimulatedAgent[],
  keyOf: KeyOf,
  { perSecond, ...asking }: Asking & { perSecond: number },
): Promise<Requests> {
  const tally: Tally = { took: [], late: [], bytes: 0, wrong: undefined, timestamps: [] }
  const began = performance.now()
  const under: Promise<void>[] = []
  const count = Math.floor((perSecond * asking.milliseconds) / 1000)
  await new Promise<void>((resolve) => {
    const send = () => {
      for (; under.length < count; ) {
        const due = began + (under.length * 1000) / perSecond
        const late = performance.now() - due
        if (late < 0) break
        tally.late.push(late)
        under.push(one(dispatcher, turn(agents, under.length, asking), asking, due, tally))
      }
      if (under.length < count) setTimeout(send, 1)
      else resolve()
    }
    send()
  })
  await Promise.all(under)
  return figures(tally, performance.now() - began, asking, keyOf)
}

export async function unpaced(
  dispatcher: Dispatcher,
  agents: readonly SimulatedAgent[],
  keyOf: KeyOf,
  { atOnce, ...asking }: Asking & { atOnce: number },
): Promise<Requests> {
  const tally: Tally = { took: [], late: [], bytes: 0, wrong: undefined, timestamps: [] }
  const began = performance.now()
  let sent = 0
  const worker = async () => {
    while (performance.now() - began < asking.milliseconds)
      await one(dispatcher, turn(agents, sent++, asking), asking, performance.now(), tally)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return figures(tally, performance.now() - began, asking, keyOf)
}

const turn = (agents: readonly SimulatedAgent[], number: number, asking: Asking) => agents[number % asking.agents] as SimulatedAgent

async function one(
  dispatcher: Dispatcher,
  agent: SimulatedAgent,
  { url, conditional, status }: Asking,
  since: number,
  tally: Tally,
): Promise<void> {
  const headers = { ...agent.signed('GET', TARGET), ...(conditional && { 'if-none-match': `"${agent.digest}"` }) }
  const sent = dispatcher.request({ origin: url, path: TARGET, method: 'GET', headers })
  const answer = await sent.catch((error: Error) => {
    tally.wrong ??= `a request was not answered: ${error.message}`
  })
  if (!answer) return
  const { byteLength } = await answer.body.arrayBuffer()
  tally.took.push(performance.now() - since)
  tally.bytes = byteLength
  if (answer.statusCode !== status) tally.wrong ??= `the policy was answered ${answer.statusCode}, not ${status}`
  const text = answer.headers['policy-timestamp']
  if (tally.took.length % SAMPLE === 0 && typeof text === 'string') tally.timestamps.push({ agent, text })
}

function figures({ took, late, bytes, wrong, timestamps }: Tally, spent: number, { bare }: Asking, keyOf: KeyOf): Requests {
  if (wrong !== undefined) throw new Error(wrong)
  if (!bare) {
    if (took.length >= SAMPLE && timestamps.length === 0) throw new Error('the answers carry no timestamp')
    for (const { agent, text } of timestamps)
      if (openTimestamp(text, keyOf).agentId !== agent.id) throw new Error('a timestamp names another agent than the one that asked')
  }
  took.sort((a, b) => a - b)
  late.sort((a, b) => a - b)
  const percentiles = { p50: at(took, 0.5), p99: at(took, 0.99), late: at(late, 0.99) ?? 0 }
  return { requests: took.length, perSecond: (took.length * 1000) / spent, ...percentiles, bytes }
}

/** @param sorted ascending */
export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number

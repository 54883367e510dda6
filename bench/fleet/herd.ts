/** The simulated agents of one process: made from the file that says who they are, and told what to do by orders (agents.ts). */
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { Agent } from 'undici'
import { onlineKeyAt, openOnlineKey, openPinnedRoot } from '../../protocol/keys.ts'
import { random } from '../random.ts'
import { SimulatedAgent } from './agent.ts'
import type { AgentsStart, Answer, Counts, Moment, Order } from './agents.ts'
import { enrol } from './enrolling.ts'
import type { Known } from './known.ts'
import { paced, unpaced } from './requests.ts'

export interface Herd {
  obey(order: Order): Promise<Answer>
  end(): Promise<void>
}

/** Streams and requests share the descriptors of the server. */
const AT_ONCE = 2000
const KEPT = 64
const DRAWS = 2 ** 30

/** So many at once; whoever comes later waits for a place, in order. */
function places(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = count
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

const now = () => performance.timeOrigin + performance.now()
const none = (): Counts => ({ opened: 0, closed: 0, messages: {}, answers: {}, unanswered: 0, refused: [] })
const noTimes = (): Record<Moment, number[]> => ({ applied: [], reported: [], back: [] })

export function herd(start: AgentsStart): Herd {
  const known = JSON.parse(readFileSync(start.known, 'utf8')) as Known
  const root = openPinnedRoot(known.roots, known.fingerprint)
  const keyOf = onlineKeyAt(openOnlineKey(known.online, root, { serial: 0 }), Date.now())
  const secureContext = createSecureContext({ ca: readFileSync(start.ca, 'utf8') })
  const connect = { secureContext, timeout: 30_000 }
  const once = new Agent({ connect, pipelining: 0 })
  /** A few connections that are kept, for requests whose connection is not what is measured. */
  const kept = new Agent({ connect, connections: KEPT, pipelining: 1, keepAliveTimeout: 60_000 })
  const draw = random(start.seed)
  let urls = start.urls
  let asked = 0
  let counts = none()
  let times = noTimes()
  /** Whoever waits looks again. */
  let look: () => void = () => undefined
  const add = (to: Record<string, number>, name: string | number): void => {
    to[name] = (to[name] ?? 0) + 1
  }
  const at = (moment: Moment) => () => {
    times[moment].push(now())
    look()
  }
  const around = {
    ...{ team: known.team, keyOf, secureContext, dispatcher: once, inTurn: places(AT_ONCE) },
    url: () => urls[asked++ % urls.length] as string,
    chance: () => draw.number(DRAWS) / DRAWS,
    told: {
      ...{ applied: at('applied'), reported: at('reported'), back: at('back') },
      opened: () => void counts.opened++,
      closed: () => void counts.closed++,
      message: (kind: string) => add(counts.messages, kind),
      answered: (status: number) => add(counts.answers, status),
      unanswered: () => void counts.unanswered++,
      refused: (error: unknown) => void (counts.refused.length < 10 && counts.refused.push(String(error))),
    },
  }
  const agents = known.agents.map(
    ({ id, key }) => new SimulatedAgent(id, createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' }), around),
  )

  async function open({ from, to, atOnce }: { from: number; to: number; atOnce: number }): Promise<void> {
    let next = from
    const worker = async () => {
      while (next < to) await agents[next++]?.open()
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
  }

  /** Until it came about so often, or it takes too long: then it is what it is. */
  const until = (moment: Moment, count: number, withinMs: number): Promise<number[]> =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(late)
        look = () => undefined
        resolve([...times[moment]])
      }
      const late = setTimeout(done, withinMs)
      look = () => {
        if (times[moment].length >= count) done()
      }
      look()
    })

  return {
    async obey(order) {
      if ('open' in order) await open(order.open)
      else if ('urls' in order) urls = order.urls
      else if ('catchUp' in order) await Promise.all(agents.slice(0, order.catchUp).map((agent) => agent.catchUp(kept)))
      else if ('mark' in order) [counts, times] = [none(), noTimes()]
      else if ('until' in order) return { times: await until(order.until, order.count, order.withinMs) }
      else if ('enrol' in order) return { requests: await enrol(urls[0] as string, once, order.enrol) }
      else if ('paced' in order) return { requests: await paced(kept, agents, keyOf, order.paced) }
      else if ('unpaced' in order) return { requests: await unpaced(kept, agents, keyOf, order.unpaced) }
      const { user, system } = process.cpuUsage()
      return { usage: { cpu: (user + system) / 1000, resident: process.memoryUsage().rss / 1024 ** 2, counts } }
    },
    async end() {
      for (const agent of agents) agent.end()
      await Promise.all([once.destroy(), kept.destroy()])
    },
  }
}

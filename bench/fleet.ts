/**
 * `node bench/fleet.ts`: a fleet of ten thousand agents, simulated over real sockets with TLS, with real keys and the protocol's own signing and
 * verifying. The servers, and what simulates the agents, are processes of their own, whose processors are counted apart. `--quick` takes 500 agents and
 * seconds; `--agents N` others; `--only asking,large` measures these alone. `npm run bench` puts the same table beside its own.
 */
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { asking } from './fleet/asking.ts'
import { away, connecting, enrolments, idle } from './fleet/coming.ts'
import { largeApply } from './fleet/large.ts'
import { type FleetPlace, fleetPlace, GROUPS } from './fleet/place.ts'
import { killed, restart } from './fleet/returning.ts'
import { inVain, rolling } from './fleet/rolling.ts'
import { number, type Row, table } from './fleet/rows.ts'
import { type Fleet, startFleet } from './fleet/running.ts'

interface Size {
  agents: number
  /** Those that three replicas share. */
  shared: number
  /** Resources of a large apply. */
  resources: number
  /** Milliseconds: of an idle fleet, and of each rate of requests. */
  idle: number
  asking: number
  perSecond: number
  enrolments: number
  times: { one: number; many: number }
}
const FEW = 10
const FULL: Size = {
  ...{ agents: 10_000, shared: 3000, resources: 10_000, idle: 35_000, asking: 4000, perSecond: 2000, enrolments: 200 },
  times: { one: 20, many: 3 },
}
const QUICK: Size = {
  ...{ agents: 500, shared: 150, resources: 1000, idle: 3000, asking: 1000, perSecond: 500, enrolments: 40 },
  times: { one: 5, many: 1 },
}

/** Each takes a minute or more. */
const PARTS = ['enrolments', 'idle', 'asking', 'rolling', 'large', 'restart', 'replicas'] as const
type Part = (typeof PARTS)[number]

export async function fleetTables(
  quick: boolean,
  say: (text: string) => void,
  { agents, only = PARTS }: { agents?: number | undefined; only?: readonly Part[] | undefined } = {},
): Promise<string> {
  const size = quick ? QUICK : FULL
  const of = { ...size, ...(agents !== undefined && { agents, shared: Math.ceil((agents * size.shared) / size.agents) }) }
  const wanted = new Set<Part>(only)
  return table([...(await onOne(of, wanted, say)), ...(wanted.has('replicas') ? await onThree(of, say) : [])])
}

async function onOne(size: Size, wanted: ReadonlySet<Part>, say: (text: string) => void): Promise<Row[]> {
  const shown = (what: string) => say(`fleet of ${number(size.agents)}: ${what}`)
  const { rows, add } = told(say)
  shown('who is away')
  await withFleet(await fleetPlace('SQLite', FEW), 1, async (few) => {
    const many = await fleetPlace('SQLite', size.agents)
    await withFleet(many, 1, async (fleet) => {
      const smaller = wanted.has('enrolments') ? [await enrolments(few, size.enrolments)] : []
      add(await away(few, fleet))
      await few.agents.stop()
      const part = async (name: Part, work: () => Promise<Row[]>) => {
        if (!wanted.has(name)) return
        shown(name)
        add(...(await work()))
      }
      await part('enrolments', async () => [...smaller, await enrolments(fleet, size.enrolments)])
      shown('connecting')
      add(...(await connecting(fleet)))
      await part('idle', async () => [await idle(fleet, size.idle, (ms) => after(ms))])
      await part('asking', () => asking(fleet, size.perSecond, size.asking))
      await part('rolling', async () => [...(await rolled(fleet, size)), await inVain(fleet)])
      await part('large', () => largeApply(fleet, size.resources))
      await part('restart', () => restart(fleet))
    })
  })
  return rows
}

const rolled = async (fleet: Fleet, { times }: Size): Promise<Row[]> => [
  ...(await rolling(fleet, ['one'], times.one, { p50: 300, p99: 1000 })),
  ...(await rolling(fleet, ['some'], times.many)),
  ...(await rolling(fleet, GROUPS, times.many, { p99: 8000 })),
]

async function onThree({ shared, times }: Size, say: (text: string) => void): Promise<Row[]> {
  say(`fleet of ${number(shared)} on three replicas over PostgreSQL`)
  const { rows, add } = told(say)
  await withFleet(await fleetPlace('PostgreSQL', shared), 3, async (fleet) => {
    await fleet.agents.open(0, shared)
    add(...(await rolling(fleet, ['one'], times.one)), ...(await rolling(fleet, GROUPS, times.many)))
    add(await inVain(fleet))
    add(await killed(fleet))
    add(...(await rolling(fleet, GROUPS, 1)))
  })
  return rows.map((row) => ({ ...row, what: `three replicas: ${row.what}` }))
}

/** Rows, each told as soon as it is there: a run takes minutes, and may be cut off. */
function told(say: (text: string) => void): { rows: Row[]; add(...made: Row[]): void } {
  const rows: Row[] = []
  const add = (...made: Row[]) => {
    rows.push(...made)
    for (const { what, figure } of made) say(`  ${what}: ${figure}`)
  }
  return { rows, add }
}

async function withFleet(place: FleetPlace, replicas: number, use: (fleet: Fleet) => Promise<void>): Promise<void> {
  try {
    const fleet = await startFleet(place, replicas)
    try {
      await use(fleet)
    } finally {
      await fleet.stop()
    }
  } finally {
    await place.remove()
  }
}

if (import.meta.main) {
  const options = { quick: { type: 'boolean', default: false }, agents: { type: 'string' }, only: { type: 'string' } } as const
  const { values } = parseArgs({ options })
  const only = values.only?.split(',').map((name) => {
    const part = PARTS.find((one) => one === name)
    if (!part) throw new Error(`--only: ${name} is none of ${PARTS.join(', ')}`)
    return part
  })
  const of = { agents: values.agents === undefined ? undefined : Number(values.agents), only }
  process.stdout.write(`${await fleetTables(values.quick, (text) => process.stderr.write(`${text}\n`), of)}\n`)
}

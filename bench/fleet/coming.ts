/** How a fleet comes: enrolled one by one, known and away, connected, and then idle. */
import { each, milliseconds, number, percentiles, type Row, share } from './rows.ts'
import { type Fleet, nowMs, spent } from './running.ts'

/** Kilobytes that an idle agent may cost, and how many of them a core should bear. */
const [MOST_KB, LEAST] = [90, 15_000]

/** @param count so many enrol, beside those that are there */
export async function enrolments(fleet: Fleet, count: number): Promise<Row> {
  const { code, agents } = fleet.place
  const first = Math.floor(nowMs()) // names of hosts that nobody had before
  const { result, server, load } = await spent(fleet, () => fleet.agents.requests({ enrol: { code, first, count, atOnce: 8 } }))
  return {
    what: `enrolments among ${number(agents)}, 8 at once`,
    figure: `${number(result.perSecond, 1)} a second, ${percentiles(result)}`,
    ...{ server: `${milliseconds(server / count)} each`, load: `${milliseconds(load / count)} each` },
  }
}

/** What it takes to know agents that are away: beside a server that knows but a few. */
export async function away(few: Fleet, many: Fleet): Promise<Row> {
  const known = async (fleet: Fleet) => {
    await fleet.agents.open(0, 1) // whom it knows, a server looks up when the first one comes
    return (await fleet.servers[0]?.usage()) as NonNullable<Awaited<ReturnType<Fleet['servers'][number]['usage']>>>
  }
  const [less, more] = [await known(few), await known(many)]
  const count = many.place.agents - few.place.agents
  const kilobytes = (of: 'resident' | 'held') => number(((more[of] - less[of]) * 1024) / count, 1)
  return {
    what: `memory for each of ${number(count)} agents that are away`,
    figure: `${kilobytes('resident')} kB resident, ${kilobytes('held')} kB held`,
  }
}

export async function connecting(fleet: Fleet): Promise<Row[]> {
  const [server] = fleet.servers
  if (!server) throw new Error('there is no server')
  const { agents } = fleet.place
  const before = await server.usage()
  const { took, ...used } = await spent(fleet, () => fleet.agents.open(1, agents))
  const after = await server.usage()
  const kilobytes = ((after.resident - before.resident) * 1024) / (agents - 1)
  const held = ((after.held - before.held) * 1024) / (agents - 1)
  const { counts } = await fleet.agents.usage()
  if (counts.opened < agents || counts.refused.length > 0)
    throw new Error(`${counts.opened} of ${agents} streams were opened; ${counts.refused.join('; ')}`)
  return [
    {
      what: `${number(agents)} agents connect, 64 at once: stream, first document, a report, a log`,
      figure: `${number(((agents - 1) * 1000) / took)} a second`,
      ...{ server: `${each(used.server, agents - 1)} each`, load: `${each(used.load, agents - 1)} each` },
    },
    {
      what: 'memory for each that is connected',
      figure: `${number(kilobytes, 1)} kB resident, ${number(held, 1)} kB held`,
      ...{ goal: `≤ ${MOST_KB} kB`, missed: kilobytes > MOST_KB },
    },
  ]
}

/** With pings every half a minute, and the questions and reports that fall into the time. */
export async function idle(fleet: Fleet, ms: number, wait: (ms: number) => Promise<void>): Promise<Row> {
  await fleet.agents.mark()
  const { took, server, load } = await spent(fleet, () => wait(ms))
  const { counts } = await fleet.agents.usage()
  const bearable = (fleet.place.agents * took) / server
  const asked = Object.values(counts.answers).reduce((sum, one) => sum + one, 0)
  return {
    what: `idle for ${number(took / 1000)} s: a ping each 30 s, ${number(asked)} questions and reports`,
    figure: `${number(bearable)} agents a core`,
    ...{ goal: `≥ ${number(LEAST)}`, missed: bearable < LEAST, server: share(server, took), load: share(load, took) },
  }
}

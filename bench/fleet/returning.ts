/** How a fleet comes back: after a restart of its server, and to the other replicas when one of them is killed. */
import { type ServerProcess, startServer } from '../http/server.ts'
import type { AgentsUsage } from './agents.ts'
import { milliseconds, number, type Row } from './rows.ts'
import { type Fleet, nowMs, spread, startOf } from './running.ts'

/** Milliseconds in which so many should be back. */
const [BACK_MS, SHARE] = [90_000, 0.99]
const LATE_MS = 180_000

/** Stopped as by its operator, and started anew on its port. */
export async function restart(fleet: Fleet): Promise<Row[]> {
  const { agents, servers, place } = fleet
  const port = Number(new URL(servers[0]?.url as string).port)
  await agents.mark()
  const since = nowMs()
  await servers[0]?.stop()
  const away = nowMs()
  servers[0] = await startServer(startOf(place, port))
  const ready = nowMs()
  const row = await cameBack(fleet, since, place.agents, `restart with ${number(place.agents)} agents`)
  const cpu = await servers[0].cpu()
  return [
    { ...row, figure: `${row.figure}; the server was away ${milliseconds(ready - away)}`, server: `${milliseconds(cpu)} since its start` },
  ]
}

/** `kill -9` of the last replica: its agents find the others, by lot. */
export async function killed(fleet: Fleet): Promise<Row> {
  const { agents, servers } = fleet
  const victim = servers.pop() as ServerProcess
  const about = Math.floor(fleet.place.agents / (servers.length + 1))
  await agents.mark()
  await agents.visit(servers.map(({ url }) => url))
  const since = nowMs()
  await victim.kill()
  return cameBack(fleet, since, about, `one of three replicas is killed, and the ${number(about)} agents that hung on it`)
}

async function cameBack({ agents }: Fleet, since: number, count: number, what: string): Promise<Row> {
  const wanted = Math.ceil(count * SHARE)
  const times = await agents.until('back', wanted, LATE_MS)
  const { counts } = await agents.usage()
  const { p50, last } = spread(times, since)
  const isBack = times.length >= wanted && last <= BACK_MS
  return {
    what,
    figure: `${number((100 * times.length) / count)} % back in ${milliseconds(last)}, half of them in ${milliseconds(p50)}; ${faults(counts)}`,
    goal: `${SHARE * 100} % in ${BACK_MS / 1000} s`,
    missed: !isBack,
  }
}

/** What went wrong meanwhile: refusals, by status, and connections that came to nothing. */
function faults({ answers, unanswered, refused }: AgentsUsage['counts']): string {
  const wrong = Object.entries(answers).filter(([status]) => Number(status) >= 400)
  const told = wrong.map(([status, count]) => `${number(count)} answers of ${status}`)
  if (refused.length > 0) throw new Error(`agents did not take what they were sent: ${refused.join('; ')}`)
  return [told.length === 0 ? 'no refusal' : told.join(', '), `${number(unanswered)} tries unanswered`].join(', ')
}

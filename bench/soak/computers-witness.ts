/**
 * What was seen of agents while they and their server were killed: what lay on their disks at each moment at which that changed, what the control plane
 * had of their reports, and what their logs say. `judge` holds all of it against the log of revisions: at the revision that an agent names, its policy was
 * that one and no other; and no agent ever goes back.
 */
import { type FSWatcher, watch } from 'node:fs'
import path from 'node:path'
import { newest } from '../../agent/journal.ts'
import { LOG } from '../../agent/state.ts'
import { effective } from '../../effective/effective.ts'
import { CHAIN_START, chained } from '../../protocol/report.ts'
import { ProblemError } from '../../schema/problem.ts'
import { controlPlane } from '../../server/control-plane.ts'
import { policies } from '../../server/devices/policies.ts'
import { openSqlite } from '../../server/store/sqlite/store.ts'
import type { AgentProcess } from '../agent-process.ts'
import { team } from '../generate.ts'
import type { Place } from '../http/place.ts'

/** Not a number where the two settings that are always the same one are not. */
export const generationOf = (settings: { readonly [name: string]: { value: unknown } }): number => {
  const [idle, session] = ['session.idleTimeoutMinutes', 'session.maxSessionMinutes'].map((name) => Number(settings[name]?.value))
  return idle === session ? (idle ?? Number.NaN) : Number.NaN
}

interface Saying {
  agent: string
  rev: number
  digest: string
}

export class Witness {
  readonly held: Saying[] = []
  readonly reported: Saying[] = []
  readonly faults: string[] = []
  readonly agents: readonly AgentProcess[]
  readonly #watchers: FSWatcher[]
  readonly #server: { url: string; token: string; team: string }

  constructor(agents: readonly AgentProcess[], server: { url: string; token: string; team: string }) {
    this.agents = agents
    this.#server = server
    this.#watchers = agents.map((agent) => watch(agent.state, () => this.#look(agent, false)))
  }

  /** What a killed one left is what its next start finds: there is a policy, and it is whole. */
  lookedAtDead(agent: AgentProcess): void {
    this.#look(agent, true)
  }

  #look(agent: AgentProcess, dead: boolean): void {
    try {
      const { policy, settings } = agent.shown()
      if (policy.revision !== null && policy.digest !== null) {
        this.held.push({ agent: agent.hostname, rev: policy.revision, digest: policy.digest })
        if (Number.isNaN(generationOf(settings)))
          this.faults.push(`${agent.hostname} held a policy by halves at revision ${policy.revision}`)
      } else if (dead) this.faults.push(`${agent.hostname} was killed, and has no policy any more`)
    } catch (error) {
      // While it runs one may look between two of its files; what comes next is looked at anew.
      if (!(error instanceof ProblemError) || dead) this.faults.push(`${agent.hostname}: ${error}`)
    }
  }

  /** Asks the control plane what they reported; one that is away is asked the next time. */
  async asked(): Promise<void> {
    const { url, token } = this.#server
    const answer = await fetch(`${url}/v1/teams/${this.#server.team}/fleet`, { headers: { authorization: `Bearer ${token}` } })
    const { computers } = (await answer.json()) as { computers: { computer: string; policy: { rev: number; digest: string } | null }[] }
    for (const { computer, policy } of computers)
      if (policy) this.reported.push({ agent: computer, rev: policy.rev, digest: policy.digest })
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close()
  }
}

export interface Judged {
  revisions: number
  seen: { held: number; reported: number; logged: number }
}

/** Throws where anything doesn't hold. */
export async function judge({ database, keyFolder }: Place, witness: Witness, context: string): Promise<Judged> {
  const fail = (what: string): never => {
    throw new Error(`${context}: ${what}`)
  }
  if (witness.faults.length > 0) fail(witness.faults.slice(0, 5).join('; '))
  const store = await openSqlite(database, 'write')
  try {
    const plane = controlPlane(store, team, keyFolder)
    const head = await store.head(team)
    const wanted = await policiesOf(plane, store, head)
    const logged = witness.agents.flatMap((agent) => appliedBy(agent, fail))
    for (const { agent, rev, digest } of [...witness.held, ...witness.reported, ...logged])
      if (wanted(agent, rev) !== digest) fail(`${agent} ran ${digest} at revision ${rev}, where it was ${wanted(agent, rev)}`)
    for (const all of [witness.held, logged])
      for (const { hostname } of witness.agents) {
        const own = all.filter(({ agent }) => agent === hostname)
        const back = own.findIndex(({ rev }, i) => i > 0 && rev < (own[i - 1] as Saying).rev)
        if (back > 0) fail(`${hostname} went back from revision ${own[back - 1]?.rev} to ${own[back]?.rev}`)
      }
    for (const agent of witness.agents) {
      const { policy } = agent.shown()
      if (policy.digest !== wanted(agent.hostname, head)) fail(`${agent.hostname} ended at revision ${policy.revision} of ${head}`)
    }
    return { revisions: head, seen: { held: witness.held.length, reported: witness.reported.length, logged: logged.length } }
  } finally {
    await store.close()
  }
}

type Plane = ReturnType<typeof controlPlane>

/** What each computer was to run at each revision: compiled anew, from the log alone. */
async function policiesOf(
  plane: Plane,
  store: Awaited<ReturnType<typeof openSqlite>>,
  head: number,
): Promise<(computer: string, revision: number) => string | undefined> {
  const written = policies({ store, team, keys: async () => undefined, revisionEntry: async () => undefined })
  const found = new Map<string, string>()
  for (let revision = 1; revision <= head; revision++) {
    const meaning = effective(await plane.worldAt(revision))
    for (const { name } of meaning.world.of('Computer')) {
      const computers = meaning.computerClass(name)
      if (computers) found.set(`${name} ${revision}`, (await written.compiled(meaning, computers)).digest)
    }
  }
  return (computer, revision) => found.get(`${computer} ${revision}`)
}

/** The policies that an agent says it applied, in order; its log is one chain. */
function appliedBy(agent: AgentProcess, fail: (what: string) => never): Saying[] {
  let hash = CHAIN_START
  return newest(path.join(agent.state, LOG), Number.MAX_SAFE_INTEGER).flatMap(({ number, hash: own, previous: _, ...event }, i) => {
    hash = chained(hash, i + 1, event)
    if (number !== i + 1 || own !== hash) fail(`the log of ${agent.hostname} is broken at ${number}`)
    if (event.event !== 'policy-applied') return []
    return [{ agent: agent.hostname, rev: Number(event.details?.rev), digest: String(event.details?.digest) }]
  })
}

/** What an agent is, as `status` says it: from its state alone, and what the agent that runs left there about itself. */
import type { Condition, Enforcement } from '../protocol/report.ts'
import type { Json } from '../schema/canonical.ts'
import type { Clock } from './clock.ts'
import { conditions } from './conditions.ts'
import { lay } from './effective.ts'
import { Holding } from './holding.ts'
import { isRunning } from './lock.ts'
import type { Standing } from './staleness.ts'
import type { State } from './state.ts'
import { version } from './version.ts'

export interface Shown {
  version: 1
  agentVersion: string
  running: boolean
  computer: { agentId: string; team: string; name: string; displayName: string; enrolledAt: string; revoked: string | null }
  server: string
  trust: { fingerprint: string; root: number; serial: number; epoch: number; until: string }
  policy: {
    standing: Standing
    ageSeconds: number | null
    admits: boolean
    epoch: number | null
    revision: number | null
    digest: string | null
    sourceCommit: string | null
    expires: string | null
  }
  settings: { [name: string]: { value: Json; origin: string; locked: boolean; enforcement: Enforcement | null; reason: string | null } }
  conditions: readonly Condition[]
}

export function standingOf(state: State, clock: Clock): Shown {
  const holding = new Holding(state, clock)
  const { identity, trust, highest, current } = holding
  const { agentId, team, computer, displayName, enrolledAt, revoked, server, fingerprint } = identity
  const { standing, age, admits } = holding.worth()
  const running = isRunning(state.folder) ? state.running() : undefined
  // What was taken a moment ago is not in force yet: nobody knows what becomes of it.
  const inForce = running?.digest === current?.document.digest
  const { settings } = lay(current?.document.settings ?? {}, state.local())
  return {
    ...{ version: 1, agentVersion: version, running: running !== undefined, server },
    computer: { agentId, team, name: computer, displayName, enrolledAt, revoked: revoked ?? null },
    trust: { fingerprint, root: trust.root.root, serial: highest.serial, epoch: highest.epoch, until: trust.online.notAfter },
    policy: {
      ...{ standing, ageSeconds: age === undefined ? null : Math.round(age / 1000), admits },
      epoch: current?.timestamp.epoch ?? null,
      revision: current?.timestamp.rev ?? null,
      digest: current?.document.digest ?? null,
      sourceCommit: current?.document.sourceCommit ?? null,
      expires: current?.timestamp.expires ?? null,
    },
    settings: Object.fromEntries(
      Object.entries(settings)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, setting]) => {
          const outcome = inForce ? running?.outcomes[name] : undefined
          return [name, { ...setting, enforcement: outcome?.state ?? null, reason: outcome?.reason ?? null }]
        }),
    ),
    // Where none runs, what is known is what follows from the state.
    conditions:
      running?.conditions ??
      conditions(
        [],
        {
          ...(revoked !== undefined && { revoked: true }),
          ...(standing === 'never' && revoked === undefined && { 'no-policy': true }),
          ...(standing === 'stale' && { 'policy-stale': true }),
          ...(standing === 'strict' && { 'policy-strict': true }),
          ...(standing === 'expired' && { 'policy-expired': true }),
        },
        holding.now(),
      ),
  }
}

/**
 * The fleet as people look at it: every computer that enrolled, what it runs and what it should run, and what stands against it. And a rollout: of the
 * computers that a revision gives another policy, which enforce it, and which do not and why.
 */
import { type Effective, effective } from '../../effective/effective.ts'
import type { Condition } from '../../protocol/report.ts'
import { canonical } from '../../schema/canonical.ts'
import { groupOf } from '../../schema/membership.ts'
import type { World } from '../../schema/world.ts'
import type { Compiled, Policies } from './policies.ts'
import type { Heard } from './reports.ts'
import { type Agent, enrolmentOf } from './roster.ts'

export interface FleetEntry {
  computer: string
  displayName: string | null
  group: string | null
  package: string | null
  agent: string
  version: string
  os: string
  hostname: string
  enrolledAt: string
  revoked: boolean
  online: boolean
  lastSeen: string | null
  /** What it runs, as it said; null where it said nothing yet. */
  policy: { epoch: number; rev: number; digest: string; appliedAt: string } | null
  /** It runs what it should run now. */
  current: boolean
  /** By how many revisions what it was last confirmed at lies behind the newest. */
  lag: number | null
  rejected: { code: string; reason: string } | null
  conditions: { code: string; level: string; title: string; text: string; since: string }[]
  unsupported: string[]
  failed: { setting: string; reason: string }[]
  sessions: number
}

/** Of one revision: which computers it gives another policy, and what became of them. */
export interface Rollout {
  revision: number
  affected: number
  enforcing: number
  /** Of those that enforce it, on so many something that it changes is not supported. */
  unsupported: number
  offline: number
  /** Online, and not there yet. */
  behind: { computer: string; why: string }[]
}

/** An agent that was heard of within this time is online: it asks every minute, or reports every five. */
const ONLINE_MS = 7 * 60_000

export interface Looking {
  world: World
  meaning: Effective
  policies: Policies
  epoch: number
  heard: ReadonlyMap<string, Heard>
  /** Does it hang on this very replica? */
  hangs(agent: Agent): boolean
  /** What the server itself has to say against an agent. */
  condition(agent: string): Condition | undefined
  now: number
}

const wantedOf = async ({ meaning, policies }: Pick<Looking, 'meaning' | 'policies'>, computer: string): Promise<string | undefined> => {
  const computers = meaning.computerClass(computer)
  return (
    computers &&
    (await policies.compiled(meaning, computers).then(
      ({ digest }) => digest,
      () => undefined,
    ))
  ) // what can't be compiled nobody runs
}

export const isOnline = (agent: Agent, { heard, hangs, now }: Pick<Looking, 'heard' | 'hangs' | 'now'>): boolean =>
  !agent.revoked && (hangs(agent) || now - Date.parse(heard.get(agent.id)?.seen ?? '') < ONLINE_MS)

export async function fleetEntry(agent: Agent, looking: Looking): Promise<FleetEntry> {
  const { world, heard, epoch } = looking
  const computer = world.find('Computer', agent.computer)
  const enrolment = computer && enrolmentOf(computer)
  const known = heard.get(agent.id)
  const { report } = known ?? {}
  const digest = await wantedOf(looking, agent.computer)
  const policy = report?.policy ?? null
  const named = (word: string) => Object.entries(report?.settings ?? {}).flatMap(([name, is]) => (is === word ? [name] : []))
  return {
    ...{ computer: agent.computer, displayName: computer?.spec.displayName ?? null },
    ...{ group: (computer && groupOf(world, computer)) ?? null, package: enrolment?.package ?? null, agent: agent.id },
    ...{ version: report?.agentVersion ?? agent.facts.agentVersion, os: `${agent.facts.os} ${agent.facts.osVersion}` },
    ...{ hostname: agent.facts.hostname, enrolledAt: enrolment?.at ?? '', revoked: agent.revoked },
    ...{ online: isOnline(agent, looking), lastSeen: known?.seen ?? null },
    policy,
    current: policy !== null && policy.epoch === epoch && policy.digest === digest,
    lag: policy === null ? null : policy.epoch === epoch ? Math.max(0, world.revision - policy.rev) : world.revision,
    rejected: report?.rejected ? { code: report.rejected.code, reason: report.rejected.reason } : null,
    conditions: [...(report?.conditions ?? []), looking.condition(agent.id)].filter((one) => one !== undefined),
    unsupported: named('unsupported'),
    failed: named('failed').map((setting) => ({ setting, reason: report?.reasons?.[setting] ?? '' })),
    sessions: report?.sessions.length ?? 0,
  }
}

/** What a computer is to run, and which settings that changes. */
export interface Affected {
  digest: string
  settings: ReadonlySet<string>
}

/** The computers that are to run something else at the one world than at the other, and were enrolled in both. */
export async function affectedBetween(policies: Policies, before: World, after: World): Promise<Map<string, Affected>> {
  const [was, is] = [effective(before), effective(after)]
  const found = new Map<string, Affected>()
  const changes = new Map<string, ReadonlySet<string>>()
  /** Of each two documents once: thousands of computers go from one to the other. */
  function changed(then: Compiled, now: Compiled): ReadonlySet<string> {
    const id = `${then.digest} ${now.digest}`
    let names = changes.get(id)
    if (!names) changes.set(id, (names = changedSettings(then, now)))
    return names
  }
  for (const computer of after.of('Computer')) {
    const former = before.get(computer.key)
    if (!enrolmentOf(computer) || !former || !enrolmentOf(former)) continue
    const [one, other] = [was.computerClass(computer.name), is.computerClass(computer.name)]
    if (!one || !other) continue
    const [then, now] = [await policies.compiled(was, one), await policies.compiled(is, other)]
    if (then.digest !== now.digest) found.set(computer.name, { digest: now.digest, settings: changed(then, now) })
  }
  return found
}

const changedSettings = ({ content: then }: Compiled, { content: now }: Compiled): ReadonlySet<string> =>
  new Set(
    Object.keys({ ...then.settings, ...now.settings }).filter(
      (name) => canonical(then.settings[name]?.value ?? null) !== canonical(now.settings[name]?.value ?? null),
    ),
  )

export async function rolloutOf(
  revision: number,
  affected: ReadonlyMap<string, Affected>,
  agentOf: (computer: string) => Agent | undefined,
  looking: Looking,
): Promise<Rollout> {
  const behind: Rollout['behind'] = []
  let [enforcing, unsupported, offline] = [0, 0, 0]
  for (const [computer, { digest, settings }] of affected) {
    const agent = agentOf(computer)
    if (!agent || !isOnline(agent, looking)) {
      offline++
      continue
    }
    const report = looking.heard.get(agent.id)?.report
    const [runs, wanted] = [report?.policy, await wantedOf(looking, computer)]
    // What came later counts as well: whoever runs the newest has passed this one by.
    const isThere = runs?.epoch === looking.epoch && (runs.digest === wanted || runs.digest === digest) && runs.rev >= revision
    const became = [...settings].filter((name) => report?.settings[name] !== 'enforced')
    const failed = became.filter((name) => report?.settings[name] === 'failed')
    if (!isThere) behind.push({ computer, why: whyNot(report) })
    else if (failed.length > 0)
      behind.push({ computer, why: failed.map((name) => `${name} failed: ${report?.reasons?.[name] ?? ''}`).join('; ') })
    else {
      enforcing++
      if (became.some((name) => report?.settings[name] === 'unsupported')) unsupported++
    }
  }
  return { revision, affected: affected.size, enforcing, unsupported, offline, behind }
}

function whyNot(report: Heard['report']): string {
  if (!report) return 'it has not reported yet'
  if (report.rejected) return `it refused the policy: ${report.rejected.reason}`
  const runs = report.policy ? `it runs revision ${report.policy.rev}` : 'it runs no policy'
  const errors = report.conditions.filter(({ level }) => level === 'error').map(({ title }) => title)
  return [runs, ...errors].join('; ')
}

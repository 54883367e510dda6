/**
 * What becomes of each setting on this computer: enforced, unsupported or failed, and why. Three have a say in it: the agent for what is its own, the
 * system for what it can (platform/), and the engine that carries sessions (engine/terms.ts). Where a computer carries none, whatever belongs to a session is
 * unsupported, and says why: no setting counts as enforced because nothing contradicts it.
 */

import { REASON_CHARS } from '../protocol/report.ts'
import type { Json } from '../schema/canonical.ts'
import { visible } from '../schema/characters.ts'
import { settingNodes } from '../schema/vocabulary.ts'
import type { Settings } from './effective.ts'
import type { Able } from './engine/able.ts'
import { outcomeInSessions } from './engine/terms.ts'
import { type Enforcer, enforced, failed, type Outcome, type Platform, unsupported } from './platform/platform.ts'

export type Outcomes = Readonly<Record<string, Outcome>>

const reasons: Readonly<Record<string, string>> = {
  'general.computerName': 'It was used when this computer was enrolled; later names are given in the team.',
}

/**
 * @param own what the agent enforces itself, by setting
 * @param sessions why none are carried here, if so, and by what means else
 */
export async function enforce(
  settings: Settings,
  platform: Platform,
  own: Readonly<Record<string, Enforcer>>,
  sessions: Pick<Around, 'missing' | 'able'>,
): Promise<Outcomes> {
  const outcomes: Record<string, Outcome> = {}
  for (const [name, { value }] of Object.entries(settings))
    outcomes[name] = await outcomeOf(name, value, { platform, own, missing: sessions.missing, able: sessions.able })
  return outcomes
}

interface Around {
  platform: Platform
  own: Readonly<Record<string, Enforcer>>
  missing: string | undefined
  able: Able
}

async function outcomeOf(name: string, value: Json, { platform, own, missing, able }: Around): Promise<Outcome> {
  if (!settingNodes.has(name)) return unsupported('This version does not know it.')
  const enforcer = Object.hasOwn(own, name) ? own[name] : Object.hasOwn(platform.enforcers, name) ? platform.enforcers[name] : undefined
  if (!enforcer) {
    const inSessions = outcomeInSessions(name, value, able)
    if (inSessions)
      return missing === undefined ? inSessions : unsupported(`It belongs to sessions, which this computer does not carry. ${missing}`)
    return unsupported(reasons[name] ?? 'It is not enforced on this system.')
  }
  try {
    return await enforcer(value)
  } catch (error) {
    return failed(reasonOf(error instanceof Error ? error.message : String(error)))
  }
}

/** As the control plane takes it, which refuses all of a report or a log for one that is hostile, empty or longer: whatever somebody or some program wrote here. */
export const reasonOf = (text: string): string => visible(text, REASON_CHARS - 1) || 'It does not say why.'

/** How a device behaves without its server is enforced by whoever holds the policy (staleness.ts). */
export const heldByItself: Enforcer = async () => enforced

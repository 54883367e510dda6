/** What an agent reports, read from bytes that a machine out of our hands has sent: bounded in number and length, and of the form that it must have. */

import { instantMs } from '../../protocol/instants.ts'
import { type Condition, type Enforcement, REASON_CHARS, type Report } from '../../protocol/report.ts'
import { hostileIn } from '../../schema/characters.ts'
import { ProblemError, problem } from '../../schema/problem.ts'

/** So many settings, conditions and sessions are told at once. */
const [SETTINGS, CONDITIONS, SESSIONS] = [300, 50, 100]
const ENFORCEMENTS: ReadonlySet<unknown> = new Set<Enforcement>(['enforced', 'unsupported', 'failed'])
const LEVELS: ReadonlySet<unknown> = new Set<Condition['level']>(['error', 'warning', 'info'])

export function reportIn(body: unknown): Report {
  if (!isRecord(body)) throw invalid('is no record')
  const { agentVersion, policy, rejected, settings, reasons = {}, conditions, sessions, facts, inventory } = body
  if (!isText(agentVersion, 64)) throw invalid('has no version')
  if (policy !== null && !isPolicy(policy)) throw invalid('says of its policy what none is')
  if (rejected !== undefined && !isRejection(rejected)) throw invalid('says of a refused policy what none is')
  if (!isMap(settings, SETTINGS, (one) => ENFORCEMENTS.has(one)))
    throw invalid('says of settings what is none of enforced, unsupported, failed')
  if (!isMap(reasons, SETTINGS, (one) => isText(one, REASON_CHARS))) throw invalid('gives reasons that are no texts')
  if (!isList(conditions, CONDITIONS, isCondition)) throw invalid('has conditions of another form')
  if (!isList(sessions, SESSIONS, isSession)) throw invalid('has sessions of another form')
  return {
    ...{ agentVersion, policy, settings, conditions: conditions.map(condition), sessions: sessions.map(session) },
    ...(rejected !== undefined && { rejected }),
    ...(Object.keys(reasons).length > 0 && { reasons }),
    ...(facts !== undefined && { facts }),
    ...(inventory !== undefined && { inventory }),
  } as Report
}

const isPolicy = (value: unknown): boolean =>
  isRecord(value) && isCount(value.epoch) && isCount(value.rev) && isText(value.digest, 80) && instantMs(value.appliedAt) !== undefined
const isRejection = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value.code, 64) &&
  isText(value.reason, REASON_CHARS) &&
  (value.rev === undefined || isCount(value.rev)) &&
  (value.digest === undefined || isText(value.digest, 80))
const isCondition = (value: unknown): value is Condition =>
  isRecord(value) &&
  LEVELS.has(value.level) &&
  isText(value.code, 64) &&
  isText(value.title, 200) &&
  isText(value.text, REASON_CHARS) &&
  isSince(value)
const condition = ({ code, level, title, text, since }: Condition): Condition => ({ code, level, title, text, since })
type Session = Report['sessions'][number]
const isSession = (value: unknown): value is Session => isRecord(value) && isText(value.id, 64) && isText(value.user, 253) && isSince(value)
const session = ({ id, user, since }: Session): Session => ({ id, user, since })
const isSince = ({ since }: Record<string, unknown>): boolean => instantMs(since) !== undefined

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most && hostileIn(value) === undefined
const isMap = (value: unknown, most: number, fits: (one: unknown) => boolean): value is Record<string, unknown> =>
  isRecord(value) && Object.keys(value).length <= most && Object.entries(value).every(([name, one]) => isText(name, 64) && fits(one))
const isList = <T>(value: unknown, most: number, fits: (one: unknown) => one is T): value is T[] =>
  Array.isArray(value) && value.length <= most && value.every(fits)

const invalid = (what: string): ProblemError =>
  new ProblemError(problem('invalid-request', `The report ${what}.`, 'Send what docs/agent-protocol.md says.'))

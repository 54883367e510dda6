/**
 * Problems as answers (RFC 9457): the status that a list of them amounts to, and the document that carries them. `type` names the first code,
 * as docs/errors.md explains it; all of them stand in `problems`, as everywhere else.
 */
import type { ProblemCode } from '../../schema/codes.ts'
import { type Problem, problem } from '../../schema/problem.ts'

export const PROBLEM_TYPE = 'application/problem+json'

/** Codes that are about the request, not about what was declared. What is not here is the content's fault: 422. */
const statuses: Partial<Record<ProblemCode, number>> = {
  unauthenticated: 401,
  'bad-token': 401,
  'token-refused': 401,
  'one-time-token': 401,
  'agent-unauthenticated': 401,
  'address-barred': 403,
  'agent-revoked': 403,
  'enrolment-code': 403,
  'enrolment-expired': 403,
  'enrolment-full': 403,
  'package-platform': 403,
  'enrolment-denied': 403,
  'not-permitted': 403,
  'session-no-access': 403,
  'session-ticket': 403,
  'two-step-needed': 403,
  'two-step-code': 403,
  'unknown-endpoint': 404,
  'unknown-team': 404,
  'unknown-resource': 404,
  'unknown-revision': 404,
  'unknown-token': 404,
  'unknown-session': 404,
  'nobody-waits': 404,
  'method-not-allowed': 405,
  'stale-plan': 409,
  'team-exists': 409,
  'several-wait': 409,
  'device-log-gap': 409,
  'device-log-fork': 409,
  'not-enrolled': 409,
  'session-refused': 409,
  'session-offline': 409,
  'session-busy': 409,
  'session-pool-full': 409,
  'two-step-off': 409,
  'two-step-on': 409,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  'request-timeout': 408,
  'rate-limited': 429,
  'enrolment-crowded': 429,
  'two-step-locked': 429,
  'invalid-request': 400,
  usage: 400,
  'wrong-team': 400,
  internal: 500,
  locked: 503,
  'server-stopping': 503,
  'database-unreachable': 503,
  'device-keys-missing': 503,
  'device-keys': 503,
  'disk-full': 507,
}

export const titles: Record<number, string> = {
  400: 'The request is not understood',
  401: 'Who asks is not known',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'The team has moved on',
  412: 'A precondition does not hold',
  413: 'Too large',
  415: 'Unknown form of the body',
  417: 'No such expectation is met',
  422: 'What was sent is refused',
  429: 'Too many requests',
  431: 'The head of the request is too large',
  500: 'A fault in the control plane',
  503: 'Not now',
  507: 'No room',
}

/** The one that says most: a fault of ours, then of the caller; what was declared comes last, and a refusal of it before that. */
export function statusOf(problems: readonly Problem[]): number {
  const errors = problems.filter(({ level }) => level === 'error')
  const found = (errors.length > 0 ? errors : problems).map(({ code }) => statuses[code] ?? 422)
  for (const status of [500, 507, 503, 401, 404, 422, 403, 409]) if (found.includes(status)) return status
  return found[0] ?? 500
}

/** So many Problems go into an answer, with so many places each, and so many characters in all; whoever mends them asks again. */
const [MOST, PLACES, CHARS] = [1001, 50, 1 << 20]
/** Characters of one sentence. */
const SENTENCE = 4000

export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  problems: readonly Problem[]
  /** The id of the request, by which a log finds it. */
  instance: string
}

export function problemDocument(problems: readonly Problem[], status: number, request: string): ProblemDocument {
  const first = problems.find(({ level }) => level === 'error') ?? problems[0]
  const shown = bounded(problems)
  return {
    type: `/errors#${first?.code ?? 'internal'}`,
    title: titles[status] ?? 'Refused',
    status,
    detail: cut(first?.message ?? ''),
    problems: shown,
    instance: `urn:request:${request}`,
  }
}

const cut = (text: string): string => (text.length > SENTENCE ? `${text.slice(0, SENTENCE)}…` : text)

/** As many as an answer holds, errors first where not all fit, and how many more there are. */
function bounded(problems: readonly Problem[]): Problem[] {
  const shown: Problem[] = []
  let left = CHARS
  for (const one of problems.length > MOST ? problems.toSorted((a, b) => rank(a) - rank(b)) : problems) {
    const told = { ...one, message: cut(one.message), fix: cut(one.fix), at: one.at.slice(0, PLACES) }
    left -= JSON.stringify(told).length
    if (shown.length === MOST || left < 0) break
    shown.push(told)
  }
  const rest = problems.length - shown.length
  if (rest > 0) shown.push(problem('more-problems', `There are ${rest} more problems than are told here.`, 'Mend those first.'))
  return shown
}
const rank = ({ level }: Problem): number => ['error', 'warning', 'info'].indexOf(level)

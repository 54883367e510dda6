/** With what an enrolment is refused, and when a package is closed to all. */
import type { Facts } from '../../protocol/enrolment.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Resource } from '../../schema/resource.ts'

/** So many came in by a package. */
export const countOf = ({ status }: Resource): number => (status.enrolments as number | undefined) ?? 0
/** The number of the last of them in its names. */
export const sequenceOf = ({ status }: Resource): number => (status.sequence as number | undefined) ?? 0

/** A package that takes nobody in any more. */
export function refuseClosed(by: Resource<'DeploymentPackage'>): void {
  const { expiresAt, maxEnrolments } = by.spec
  if (typeof expiresAt === 'string' && Date.now() >= Date.parse(expiresAt))
    throw closed('enrolment-expired', `The package of this code took computers in until ${expiresAt}.`)
  if (typeof maxEnrolments === 'number' && countOf(by) >= maxEnrolments)
    throw closed('enrolment-full', `The package of this code takes in ${maxEnrolments} computers, and has.`)
}

/** A computer of a system that the package is not for. It says itself which it is: this keeps mistakes out, and no attacker. */
export function refuseOtherPlatform({ spec: { platforms } }: Resource<'DeploymentPackage'>, { os }: Facts): void {
  if ((platforms as readonly string[]).includes(os.name)) return
  throw closed(
    'package-platform',
    `The package of this code is for ${platforms.join(', ')}, and this computer runs ${os.name}.`,
    'Enrol it by a package of its system, or add the system to `spec.platforms` of this one.',
  )
}

export function refuseRevoked(revoked: boolean, computer: string): void {
  if (revoked)
    throw closed(
      'agent-revoked',
      `Computer \`${computer}\` is cut off: its declaration says \`enrolment: revoked\`.`,
      'Set `spec.enrolment` of the Computer to `open`, then enrol again.',
    )
}

const ASK = 'Ask whoever gave you the code for another one.'
type Closed = 'enrolment-expired' | 'enrolment-full' | 'enrolment-denied' | 'enrolment-crowded' | 'agent-revoked' | 'package-platform'
export const closed = (code: Closed, message: string, fix = ASK): ProblemError => new ProblemError(problem(code, message, fix))
export const unknownCode = (): ProblemError =>
  new ProblemError(
    problem(
      'enrolment-code',
      'The code is none that takes computers in.',
      'Check it: 12 digits and capital letters, as `splashctl package NAME` shows it.',
    ),
  )

export const nobodyWaits = (computer: string): ProblemError =>
  new ProblemError(problem('nobody-waits', `Nobody waits to be let in as \`${computer}\`.`, '`splashctl approve` lists who does.'))
export const severalWait = (computer: string, prints: readonly string[]): ProblemError =>
  new ProblemError(
    problem(
      'several-wait',
      `${prints.length} installations wait to be let in as \`${computer}\`: ${prints.join(', ')}.`,
      'Compare with what the right one shows, and name it by `--fingerprint`.',
    ),
  )

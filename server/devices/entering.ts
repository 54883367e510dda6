/** A computer as enrolling leaves it: new, or one that is there already, with its agent. */
import type { EnrolmentStatus, EnrolRequest } from '../../protocol/enrolment.ts'
import type { Actor } from '../../schema/kind.ts'
import { parse } from '../../schema/parse.ts'
import { hasErrors, ProblemError } from '../../schema/problem.ts'
import { Resource } from '../../schema/resource.ts'
import { waitingOf, withStatus, withWaiting } from './roster.ts'
import { ENROLMENT } from './write.ts'

/** What a computer is let in with: by whoever asks for itself, or (`actor`) by who approved it. */
export interface Entering {
  request: Pick<EnrolRequest, 'publicKey' | 'facts'>
  address: string
  actor?: Actor
}
/** The computer with its agent. From now on its existence is the enrolment's: no missing file takes it away. */
export function enter(
  computer: Resource<'Computer'>,
  { request: { publicKey } }: Entering,
  parts: Omit<EnrolmentStatus, 'at' | 'agent'>,
): Resource<'Computer'> {
  const enrolment: EnrolmentStatus = { ...parts, at: new Date().toISOString(), agent: { id: crypto.randomUUID(), publicKey } }
  const { applied = {}, created = 0, changed = 0, uid = '' } = computer.live ?? {}
  return withStatus(without(computer, publicKey), { enrolment }).with({ live: { uid, existence: ENROLMENT, applied, created, changed } })
}

export const without = (computer: Resource<'Computer'>, publicKey: string): Resource<'Computer'> =>
  withWaiting(
    computer,
    waitingOf(computer).filter((one) => one.publicKey !== publicKey),
  )

/** Its name is nobody's field: the first project that declares it takes it over. */
export function newComputer(team: string, name: string, displayName: string): Resource<'Computer'> {
  const at = { file: 'enrolment', line: 1, column: 1 }
  const value = { apiVersion: 'splashtop.io/v1', kind: 'Computer', metadata: { name }, spec: { displayName } }
  const { resources, problems } = parse([{ file: at.file, value, at: () => at }], { team })
  if (hasErrors(problems)) throw new ProblemError(problems.map((found) => ({ ...found, at: [] })))
  const { declared } = resources[0] as Resource<'Computer'>
  return new Resource({
    kind: 'Computer',
    namespace: team,
    name,
    declared,
    status: {},
    live: { uid: '', existence: ENROLMENT, applied: {}, created: 0, changed: 0 },
  })
}

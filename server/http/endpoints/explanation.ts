/**
 * Why may somebody reach a computer, or why not: what `splashctl explain` asks. Who may look at the team asks about everybody; everybody else about itself,
 * and computers that it reaches at some hour: of the others it isn't told whether there are any.
 */

import { waysTo } from '../../../effective/access.ts'
import { type Effective, effective } from '../../../effective/effective.ts'
import { explain } from '../../../effective/explanation.ts'
import { explanationJson } from '../../../effective/explanation-json.ts'
import { mayRead } from '../../../effective/permission.ts'
import { explanation as parts, problems, record, text, version, whole } from '../../../protocol/documents.ts'
import { writtenAt } from '../../../reconciler/plan/written.ts'
import { visible } from '../../../schema/characters.ts'
import { didYouMean, hasErrors, ProblemError, problem } from '../../../schema/problem.ts'
import { type Asked, endpoint, revisionNumber, type Schema } from '../endpoint.ts'
import { instantOf, timeSchema } from '../moment.ts'

const name: Schema = { type: 'string', minLength: 1, maxLength: 253, 'x-required': true }

interface Query {
  user: string
  computer: string
  at?: string
  revision?: number
}

export const explanation = endpoint<Query, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/explanation',
  id: 'explainAccess',
  summary: 'Why a user may reach a computer at a time, or why not',
  says: 'The chain of declarations, each with its place; of a denial, what is missing and which declaration would give it. One may always ask about oneself.',
  needs: 'token',
  query: {
    user: { ...name, description: 'The name of the user.' },
    computer: { ...name, description: 'The name of the computer.' },
    at: { ...timeSchema, description: 'The time that is asked about: RFC 3339; now, when nothing is said.' },
    revision: { ...revisionNumber, description: 'A past revision; the newest, when nothing is said.' },
  },
  answers: { 200: { says: 'The answer.', schema: record({ version, revision: whole, zone: text, ...parts, problems }) } },
  async run(asked) {
    const { plane, query } = asked
    const looks = await refuseOthers(asked)
    const e = query.revision === undefined ? await plane.devices.meaning() : effective(await plane.worldAt(query.revision))
    const [user, computer] = [e.world.find('User', query.user), e.world.find('Computer', query.computer)]
    if (!user || !computer) throw unknown(e, looks, user ? ['Computer', query.computer] : ['User', query.user])
    if (!looks && !reaches(e, query)) throw unknown(e, looks, ['Computer', query.computer])
    const answer = explain(e, user, computer, instantOf(query.at))
    const places = (key: string, path: string) => writtenAt(e.world.get(key), path)
    return { body: { version: 1, revision: e.world.revision, zone: e.zone, ...explanationJson(answer, places), problems: [] } }
  },
})

/** May the caller look at the team? Who may not asks about itself, and of now. */
async function refuseOthers({ plane, holder, actor, query }: Asked<Query>): Promise<boolean> {
  const refused = mayRead(await plane.world(), holder)
  if (!hasErrors(refused)) return true
  const itself = actor.identity && 'user' in actor.identity && actor.identity.user === query.user
  if (!itself || query.revision !== undefined) throw new ProblemError(refused)
  return false
}

function reaches(e: Effective, { user, computer }: Query): boolean {
  const [of, to] = [e.userClass(user), e.computerClass(computer)]
  return of !== undefined && to !== undefined && waysTo(e, of, to).length > 0
}

function unknown({ world }: Effective, looks: boolean, [kind, wanted]: ['User' | 'Computer', string]): ProblemError {
  const names = looks ? world.of(kind).map((one) => one.name) : []
  return new ProblemError(
    problem(
      'unknown-resource',
      looks
        ? `There is no ${kind} \`${visible(wanted, 253)}\`${didYouMean(wanted, names) || '.'}`
        : `You reach no computer \`${visible(wanted, 253)}\` at any hour.`,
      looks ? 'Mend the name.' : 'Ask an administrator, if you should.',
    ),
  )
}

/** What lies between two revisions, and what it meant: what `splashctl diff` tells, in a size that a page takes. */
import { change, flag, impact, listOf, orNull, record, revision, side, text, version, whole } from '../../../protocol/documents.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import { differenceOf } from '../../difference.ts'
import { unknownRevision } from '../../revisions.ts'
import { endpoint, revisionNumber } from '../endpoint.ts'

/** Of changes that are told, of those whose meaning is worked out here, and of revisions in between. */
const [TOLD, MEANT, APART] = [500, 5000, 1000]

interface Query {
  from: number
  to: number
}

export const difference = endpoint<Query, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/difference',
  id: 'getDifference',
  summary: 'What lies between two revisions, and whose access that moved',
  says: `Of the changes at most ${TOLD} are told. \`impact\` is null where everything is new, or more than ${MEANT} resources differ: \`splashctl diff\` works that out, too.`,
  needs: 'read',
  query: {
    from: { ...revisionNumber, description: 'A revision; 0 is before the first.', 'x-required': true },
    to: { ...revisionNumber, description: 'Another one.', 'x-required': true },
  },
  answers: {
    200: {
      says: 'The difference.',
      schema: record({
        ...{ version, from: side, to: side, revisions: listOf(revision), evaluatedAt: text },
        ...{ total: whole, changes: listOf(change), more: flag, impact: orNull(impact) },
      }),
    },
  },
  async run({ plane, query: { from, to } }) {
    const head = (await plane.world()).revision
    for (const one of [from, to]) if (one > head) throw new ProblemError(unknownRevision(one, head))
    if (Math.abs(from - to) > APART)
      throw new ProblemError(
        problem('invalid-request', `The two are more than ${APART} revisions apart.`, 'Ask for nearer ones, or run `splashctl diff`.'),
      )
    const found = await differenceOf(plane, { before: from, after: to })
    const { changes, revisions, evaluatedAt } = found
    const meant = Math.min(from, to) > 0 && changes.length <= MEANT
    return {
      body: {
        ...{ version: 1, from: found.from, to: found.to, revisions, evaluatedAt },
        ...{ total: changes.length, changes: changes.slice(0, TOLD), more: changes.length > TOLD },
        impact: meant ? found.impact : null,
      },
    }
  },
})

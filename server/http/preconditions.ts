/**
 * Preconditions of requests (RFC 9110 §13). The tag of a team is that of its state, in whatever form it is sent, so it is a weak one; that of a
 * single resource is of its last change.
 */
import { visible } from '../../schema/characters.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Serving } from '../control-plane.ts'

/**
 * Eight characters tell databases apart that somebody may mistake for each other. The mark tells revisions apart that bear one number, as after a
 * backup was put back.
 */
export const teamTag = ({ databaseId }: Pick<Serving, 'databaseId'>, revision: number, mark: string): string =>
  `W/"${databaseId.slice(0, 8)}-${revision}-${mark}"`
export const resourceTag = (resource: Resource): string => `"${resource.live?.uid.slice(0, 8)}-${resource.live?.changed}"`

type Header = string | string[] | undefined
const opaque = (tag: string): string => tag.replace(/^W\//, '')

/** Does `If-None-Match` name the tag? Weakly compared, as it says. */
export function matches(header: Header, tag: string): boolean {
  if (header === undefined) return false
  if (header === tag) return true
  return String(header)
    .split(',', 50)
    .some((one) => one.trim() === '*' || opaque(one.trim()) === opaque(tag))
}

/** `If-Match` and `If-None-Match` of a write to one resource. */
export function refuseUnless(headers: Readonly<Record<string, Header>>, resource: Resource | undefined, name: string): void {
  const [wanted, unwanted] = [headers['if-match'], headers['if-none-match']]
  const tag = resource && resourceTag(resource)
  const fails = (message: string, fix: string) => new ProblemError(problem('precondition-failed', message, fix))
  if (
    wanted !== undefined &&
    (tag === undefined ||
      !(
        wanted === '*' ||
        String(wanted)
          .split(',')
          .some((one) => one.trim() === tag)
      ))
  )
    throw fails(
      tag === undefined ? `\`${name}\` is not live.` : `\`${name}\` is at ${tag}, not at ${visible(String(wanted), 100)}.`,
      'Read it again, look at what changed, and send the write with its new `ETag`.',
    )
  if (unwanted !== undefined && tag !== undefined && matches(unwanted, tag))
    throw fails(`\`${name}\` is live, at ${tag}.`, 'Leave `If-None-Match` out to change it, or choose another name.')
}

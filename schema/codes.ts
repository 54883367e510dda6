/**
 * Every code that a Problem can have, once. `docs/errors.md` is made from this list, and a test holds that each code is used
 * and that nothing uses a code which is not here. A code never changes its meaning; a new meaning is a new code.
 */
import type { Level } from './problem.ts'

export interface CodeEntry {
  level: Level
  /** What it is about, in a few words. */
  title: string
  /** Why this is a problem, and how to solve it. */
  solve: string
}

const error = (title: string, solve: string): CodeEntry => ({ level: 'error', title, solve })
const warning = (title: string, solve: string): CodeEntry => ({ level: 'warning', title, solve })

export const codes = {
  internal: error(
    'A fault in splashctl itself',
    'Nothing was half written: a commit is one transaction. Run again with `SPLASHTOP_DEBUG=1` and report what it prints.',
  ),
  'unknown-kind': error('A kind that does not exist', 'Write one of the kinds listed in docs/kinds; they are spelt in PascalCase.'),
  'unknown-field': error(
    'A key that the kind does not have',
    'Unknown keys are refused, because a misspelt one would silently manage nothing.',
  ),
  'duplicate-resource': error(
    'Two declarations of one resource',
    'A resource is declared once. Both places are shown: keep one, or give the other another name.',
  ),
  'unresolved-reference': error(
    'A reference to a resource that does not exist',
    'References are by `metadata.name`, and are judged on what is live overlaid by what is declared. Declare the resource, or mend the name.',
  ),
  'missing-field': error('A field that is required is absent', 'Write the field, or let another manager set it first.'),
  'owned-by-other': error(
    'Another manager owns the field',
    'A field has one manager. Remove it from your files, agree on the value, or take it over with `--adopt KEY`.',
  ),
  'still-referenced': error(
    'Something that is deleted is still referred to',
    'Remove the references first or in the same change. Every referrer is named.',
  ),
  'duplicate-email': error(
    'Two users with one e-mail address',
    'Addresses are unique in a team, compared without case: remove one user, or mend one address.',
  ),
  immutable: error('A field that cannot change', 'Some fields are fixed once set. Restore the former value, or declare a new resource.'),
} satisfies Record<string, CodeEntry>

export type ProblemCode = keyof typeof codes
export { error as errorCode, warning as warningCode }

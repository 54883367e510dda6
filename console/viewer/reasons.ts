/** What helps where a session ended, or there was none: beside the words that computer and control plane give. */
import { type Ending, endings } from '../../protocol/endings.ts'
import type { Problem } from './problem.ts'

/** What a page says in place of a picture. */
export interface Said {
  title: string
  problem: Problem
  /** It is not what whoever looks at it wanted. */
  refused: boolean
}

const ASK = 'Ask an administrator, if that was not meant.'
const fixes: { readonly [reason in Ending]?: string } = {
  'access-removed': ASK,
  'schedule-ended': 'There is a new session when the next hours begin.',
  'ended-by-somebody': ASK,
  'policy-changed': ASK,
  'un-enrolled': ASK,
  'permission-declined': 'Agree with the person there, and connect again.',
  'permission-unanswered': 'Call the person there, and connect again.',
  'password-refused': 'Ask an administrator for the security code of this computer.',
  'token-revoked': 'Sign in again.',
  'policy-expired': 'See that the computer reaches its control plane.',
}

/** @param linked by a link, which is good once; else one may simply connect again */
export const saidOf = (reason: Ending, linked: boolean): Said => ({
  title: 'The session has ended',
  problem: {
    message: endings[reason],
    fix: fixes[reason] ?? (linked ? 'Run `splashctl connect` again for a new session.' : 'You may connect again.'),
  },
  refused: reason !== 'viewer-left',
})

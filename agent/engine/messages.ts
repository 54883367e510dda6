/** What the agent and the process of a session say to each other, over the channel that Node gives a child. Neither is a stranger to the other. */
import type { Ending } from '../../protocol/endings.ts'
import type { Shown } from '../../protocol/viewer.ts'
import type { Codec } from './capture.ts'
import type { Terms } from './terms.ts'

export type ToSession =
  | { prepare: { offer: string; codec: Codec; sound: boolean } }
  /** From here on there is a picture. */
  | { begin: { terms: Terms; about: About } }
  | { narrow: { terms: Terms; about: About } }
  | { warn: { reason: Ending; seconds: number } }
  | { end: Ending }

export type About = Pick<Shown, 'computer' | 'user' | 'features' | 'unsupported' | 'notAfter'>

export type FromSession =
  | { prepared: string }
  | { failed: string }
  /** It was seen, and what of it was used. */
  | { ended: { reason: Ending; used: string[] } }

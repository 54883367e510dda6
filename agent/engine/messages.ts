/** What the agent and the process of a session say to each other, over the channel that Node gives a child. Neither is a stranger to the other. */
import type { Ending } from '../../protocol/endings.ts'
import type { Candidate, IceServer } from '../../protocol/ice.ts'
import type { FileMoved, RecordingSummary } from '../../protocol/session-log.ts'
import type { Shown } from '../../protocol/viewer.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Codec } from './capture.ts'
import type { Terms } from './terms.ts'

export type ToSession =
  /** `relayOnly`: whatever goes, goes by a relay. */
  | { prepare: { offer: string; codec: Codec; sound: boolean; ice?: IceServer[]; trickle?: true; relayOnly?: true } }
  /** Of the viewer. */
  | { candidates: Candidate[] }
  /** From here on there is a picture. `allowed`: the person there was asked already, and is not again. */
  | { begin: { terms: Terms; about: About; atLogin: boolean; allowed?: boolean; recordings: string | undefined; id: string } }
  | { narrow: { terms: Terms; about: About } }
  | { warn: { reason: Ending; seconds: number } }
  | { end: Ending }

/** `id`: the name of the user, which is unlike all others; the rest is what people read. */
export type About = Pick<Shown, 'computer' | 'user' | 'features' | 'unsupported' | 'notAfter'> & { id: string }

export type FromSession =
  | { prepared: string }
  /** Each second: it does what it is told. */
  | { alive: true }
  /** Of this end, as they are found. */
  | { candidates: Candidate[]; done: boolean }
  | { failed: string }
  /** The person there was asked, and did not say no. */
  | { allowed: true }
  /** Whether the viewer says nothing any more. */
  | { silent: boolean }
  /** A file arrived whole. */
  | { moved: FileMoved }
  /** Something of it that is for the device's log. */
  | { happened: { event: string; details: { [key: string]: Json } } }
  /** It was seen, and what of it was used. */
  | { ended: { reason: Ending; used: string[]; recording?: RecordingSummary } }

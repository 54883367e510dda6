/** What the process of a session is told: the terms that it runs on, and what its viewer is to read of it. */
import type { Granted } from '../../protocol/granted.ts'
import { instant } from '../../protocol/instants.ts'
import type { SessionGrant } from '../../protocol/session.ts'
import type { Settings } from '../effective.ts'
import type { Able } from './able.ts'
import type { ToSession } from './messages.ts'
import { featureOf } from './rules.ts'
import { lackingIn, termsOf } from './terms.ts'

interface Told {
  grant: SessionGrant | undefined
  granted: Granted
  /** By the server's clock; undefined: nothing ends it. */
  notAfter: number | undefined
}

/** @param computer as people call it */
export function toldOf(
  settings: Settings,
  { computer, able }: { computer: string; able: Able },
  { grant, granted, notAfter }: Told,
): Extract<ToSession, { narrow: object }>['narrow'] {
  const terms = termsOf(settings, granted)
  // What can't be had here is not tried.
  terms.print &&= !('missing' in able.printing)
  const about = {
    ...{ computer, id: grant?.user ?? '', user: grant?.displayName ?? '', unsupported: lackingIn(granted, able) },
    features: {
      remoteControl: terms.control ? 'enabled' : 'disabled',
      copyPaste: featureOf(terms.clipboard),
      fileTransfer: featureOf(terms.files),
      chat: terms.chat ? 'enabled' : 'disabled',
      remotePrint: terms.print ? 'enabled' : 'disabled',
    } as const,
    notAfter: notAfter === undefined ? null : instant(notAfter),
  }
  return { terms, about }
}

/**
 * Following the keys when they change. A document that names a key which the agent hasn't seen is a reason to ask, and nothing more: first for each
 * root after the one that is trusted, each signed by the one before, then for the online key that the newest root signed. What comes must lead on
 * from what is trusted already; the serial of the online key never goes down, so a key that was replaced is never trusted again.
 */
import { MOST_ROOTS, openNextRoot, openOnlineKey, openPinnedRoot, type Root, type Trust } from '../protocol/keys.ts'

/** How the texts are got: undefined where there is no such root (yet). */
export interface KeySource {
  root(number: number): Promise<string | undefined>
  onlineKey(): Promise<string>
}

/** So many roots are followed at one time; the next time goes on from there. */
const AT_ONCE = 100

export interface Followed {
  root: Root
  /** As it came; that it is newer than the one before is for `trusting` to say. */
  online: string
}

export async function follow(root: Root, source: KeySource): Promise<Followed> {
  let newest = root
  for (let i = 0; i < AT_ONCE && newest.root < MOST_ROOTS; i++) {
    const text = await source.root(newest.root + 1)
    if (text === undefined) break
    newest = openNextRoot(text, newest)
  }
  return { root: newest, online: await source.onlineKey() }
}

/** Throws unless the online key is signed by this root and is none before the highest serial that was seen. */
export const trusting = ({ root, online }: Followed, serial: number): Trust => ({ root, online: openOnlineKey(online, root, { serial }) })

/** At enrolment: from the fingerprint that was told with the code, over the chain that the server sends, to the key that signs today. */
export function beginTrust(roots: readonly string[], onlineKey: string, fingerprint: string, serial: number): Trust {
  let root = openPinnedRoot(roots.slice(0, MOST_ROOTS), fingerprint)
  // Where the pinned one is in the middle of the chain, those before it are nobody's business.
  for (const text of roots.slice(root.root)) root = openNextRoot(text, root)
  return trusting({ root, online: onlineKey }, serial)
}

/**
 * Codes by which computers come in: those of packages, drawn when one is declared (commit.ts), and one-time codes of single computers. Both lie
 * sealed, and are found by an HMAC over the teams of a database: who enrols has a code, and names no team.
 */
import type { Key } from '../../schema/resource.ts'
import { splitKey } from '../../schema/resource.ts'
import { CODE } from '../commit.ts'
import { type Keys, readKeys } from '../keys.ts'
import { type Bond, drawCode, lookupOf, seal } from '../seal.ts'
import type { Commit, Store } from '../store/store.ts'
import type { Found } from './enrolments.ts'

/** The name under which the one-time code of a computer is sealed. */
export const COMPUTER_CODE = 'enrolment-code'
const HOLDS_MS = 24 * 3_600_000

/** Whose code it is, and in which team; undefined: nobody's. Without the operator's keys none can be found. */
export async function whoseCode(store: Store, keyFolder: string, code: string): Promise<(Found & { team: string }) | undefined> {
  const keys = readKeys(keyFolder)
  if (!keys) return undefined
  for (const [name, of] of [
    [CODE, 'package'],
    [COMPUTER_CODE, 'computer'],
  ] as const) {
    const [found] = await store.sealedBy(name, lookupOf(keys, name, code))
    if (found) return { ...found, of }
  }
  return undefined
}

type SealedValue = NonNullable<Commit['sealed']>[number]

/** A one-time code, which is seen nowhere but by who asked for it. */
export function newCode(): { code: string; issuedAt: string; expires: string; sealed(keys: Keys, key: Key, bond: Bond): SealedValue } {
  const [code, now] = [drawCode(), Date.now()]
  return {
    code,
    issuedAt: new Date(now).toISOString(),
    expires: new Date(now + HOLDS_MS).toISOString(),
    sealed: (keys, key, bond) => ({ key, name: COMPUTER_CODE, value: seal(keys, bond, code), lookup: lookupOf(keys, COMPUTER_CODE, code) }),
  }
}

export const dropCode = (key: Key): SealedValue => ({ key, name: COMPUTER_CODE, value: null, lookup: null })
export const teamOf = (key: Key): string => splitKey(key).namespace

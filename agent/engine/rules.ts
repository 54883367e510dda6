/**
 * What a session is bound to beside picture and input: what the person at the computer is asked and shown, what is locked, kept, written over the picture, and
 * what else the session offers. Each setting says here whether this computer can hold it as it is, since some need what not every system has (able.ts).
 */
import { type FeatureValue, type Granted, lesser } from '../../protocol/granted.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Settings } from '../effective.ts'
import { enforced, type Outcome, unsupported } from '../platform/platform.ts'
import type { Able } from './able.ts'
import { whyNoRoom } from './recording/recording.ts'

export interface Directions {
  toComputer: boolean
  fromComputer: boolean
}

/** Of a secret: what is compared with (scrypt, RFC 7914; salt and hash in base64). */
export interface Kept {
  scrypt: { N: number; r: number; p: number }
  salt: string
  hash: string
}

export interface Rules {
  password: Kept | undefined
  permission: { mode: 'rejectOnTimeout' | 'allowOnTimeout' | 'rejectOnTimeoutAllowAtLogin'; seconds: number } | undefined
  indicator: { popup: boolean; banner: boolean; text: string } | undefined
  watermark: { text: string } | undefined
  lockInput: boolean
  files: Directions
  chat: boolean
  print: boolean
  /** `must`: a session that can't be recorded ends; `may`: the viewer begins it. */
  recording: 'must' | 'may' | 'no'
}

/** Held, or told why not; `refuse`: it protects the computer, so that no session begins without. */
export type Hold = (value: Json, able: Able) => Outcome | { refuse: string }

/** A field of a setting that is an object. */
export const part = (value: Json, name: string): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[name] ?? null) : null
export const isOff = (value: Json): boolean => value !== true
const always: Hold = () => enforced
/** Held by means of something that this computer has, or has not. */
const by =
  (isIdle: (value: Json) => boolean, lackOf: (able: Able) => string | undefined): Hold =>
  (value, able) => {
    const lack = isIdle(value) ? undefined : lackOf(able)
    return lack === undefined ? enforced : { refuse: lack }
  }

export const ruleHolds: Readonly<Record<string, Hold>> = {
  'session.indicator': by(
    (value) => part(value, 'mode') === 'none',
    ({ letters }) => lack('The person at the computer is to see that a session is on', letters),
  ),
  'session.watermark': by(
    (value) => isOff(part(value, 'enabled')),
    ({ letters }) => lack('A watermark is to be over the picture', letters),
  ),
  'security.additionalPassword': (value) => {
    const mode = part(value, 'mode')
    if (mode === 'none' || mode === null) return enforced
    if (mode === 'osLogin') return { refuse: 'A login of the operating system is to be asked for, and this version can not ask.' }
    return keptIn(part(value, 'securityCode')) ? enforced : { refuse: 'A security code is to be asked for, and none came with the policy.' }
  },
  'security.requestPermission': by(
    (value) => part(value, 'mode') === 'off',
    ({ letters }) => lack('The person at the computer is to be asked', letters),
  ),
  'security.lockScreenOnConnect': by(isOff, ({ locker }) => lack('The screen is to be locked when a session begins', locker)),
  'security.lockScreenOnDisconnect': by(isOff, ({ locker }) => lack('The screen is to be locked after the last session', locker)),
  'security.logoffOnDisconnect': by(
    (value) => isOff(part(value, 'enabled')),
    ({ logOff }) => lack('The user is to be logged off after the last session', logOff),
  ),
  // A black window would be in the picture, too; and what dims an output, whoever sits there brings back by moving the mouse.
  'security.blankScreen': (value) => (isOff(value) ? enforced : { refuse: 'The local screen is to be black, which plain X11 can not do.' }),
  'security.lockInput': always,
  'security.fileTransfer': always,
  'security.remotePrint': (value, { printing }) => (value === false || !('missing' in printing) ? enforced : unsupported(printing.missing)),
  'security.sessionRecording': (value, { recordings }) => {
    if (part(value, 'required') !== true) return enforced
    const lack = recordings === undefined ? 'Sessions are to be recorded, and there is no folder for it.' : whyNoRoom(recordings)
    return lack === undefined ? enforced : { refuse: lack }
  },
}
const lack = (what: string, means: Able['locker'] | Able['letters']): string | undefined =>
  'missing' in means ? `${what}. ${means.missing}` : undefined

/** What the grant and the policy of this computer both allow, and what the policy asks for. */
export function rulesOf(settings: Settings, granted: Granted): Rules {
  const said = (name: string): Json => settings[name]?.value ?? null
  const [permission, indicator, watermark, recording] = ['security.requestPermission', 'session.indicator', 'session.watermark']
    .concat('security.sessionRecording')
    .map(said) as [Json, Json, Json, Json]
  const [asking, shown] = [part(permission, 'mode'), part(indicator, 'mode')]
  const mayRecord = part(recording, 'enabled') === true && granted.sessionRecording === 'enabled'
  return {
    password:
      part(said('security.additionalPassword'), 'mode') === 'securityCode'
        ? keptIn(part(said('security.additionalPassword'), 'securityCode'))
        : undefined,
    permission: isAsking(asking) ? { mode: asking, seconds: numberIn(part(permission, 'timeoutSeconds'), 30) } : undefined,
    indicator:
      shown === 'popup' || shown === 'banner' || shown === 'both'
        ? { popup: shown !== 'banner', banner: shown !== 'popup', text: textIn(part(indicator, 'text')) }
        : undefined,
    watermark: part(watermark, 'enabled') === true ? { text: textIn(part(watermark, 'text')) } : undefined,
    lockInput: said('security.lockInput') === true,
    files: directions(lesser(granted.fileTransfer, (said('security.fileTransfer') ?? 'disabled') as FeatureValue)),
    chat: granted.chat === 'enabled',
    print: granted.remotePrint === 'enabled' && said('security.remotePrint') === true,
    recording: part(recording, 'required') === true ? 'must' : mayRecord ? 'may' : 'no',
  }
}

export const directions = (value: FeatureValue): Directions => ({
  toComputer: value === 'enabled' || value === 'toComputerOnly',
  fromComputer: value === 'enabled' || value === 'fromComputerOnly',
})
export const featureOf = ({ toComputer, fromComputer }: Directions): FeatureValue =>
  toComputer && fromComputer ? 'enabled' : toComputer ? 'toComputerOnly' : fromComputer ? 'fromComputerOnly' : 'disabled'

const isAsking = (mode: Json): mode is NonNullable<Rules['permission']>['mode'] =>
  mode === 'rejectOnTimeout' || mode === 'allowOnTimeout' || mode === 'rejectOnTimeoutAllowAtLogin'
const numberIn = (value: Json, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
const textIn = (value: Json): string => (typeof value === 'string' ? value : '')

/** Undefined where it is none, or would cost more than a policy may ask of a computer. */
function keptIn(value: Json): Kept | undefined {
  const [cost, salt, hash] = [part(value, 'scrypt'), part(value, 'salt'), part(value, 'hash')]
  const [N, r, p] = ['N', 'r', 'p'].map((name) => part(cost, name))
  if (typeof N !== 'number' || typeof r !== 'number' || typeof p !== 'number' || typeof salt !== 'string' || typeof hash !== 'string')
    return undefined
  return N * r * p <= MOST_COST ? { scrypt: { N, r, p }, salt, hash } : undefined
}
/** Of the server's cost, four times as much. */
const MOST_COST = 4 * 32_768 * 8

/**
 * What of a policy this engine can hold, and on which terms a session runs. One table says both: a setting is enforced, or it is `unsupported`, with why; and
 * where it protects the computer and can't be held, no session begins, since letting one through without would be to ignore it in silence.
 */
import { type FeatureValue, type Granted, lesser } from '../../protocol/granted.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Feature } from '../../schema/vocabulary.ts'
import type { Settings } from '../effective.ts'
import { enforced, type Outcome, unsupported } from '../platform/platform.ts'
import { type Codec, isInside, type Quality } from './capture.ts'
import { missingSound, type Where } from './sound.ts'

export interface Terms {
  /** Keyboard and mouse. */
  control: boolean
  clipboard: { toComputer: boolean; fromComputer: boolean }
  frameRate: number
  quality: Quality
  sound: Where
  /** 0: no bound. */
  maxBitrateKbps: number
  maxWidth: number
  maxHeight: number
  idleMinutes: number
  longestMinutes: number
}

/** Policies bound it further. */
const MOST_FRAMES = 60

type Hold = (value: Json) => Outcome | { refuse: string }

const always: Hold = () => enforced
/** Held as long as nothing is asked for that this version can't do; what is asked for protects the computer. */
const only =
  (idle: (value: Json) => boolean, what: string): Hold =>
  (value) =>
    idle(value) ? enforced : { refuse: what }
const part = (value: Json, name: string): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[name] ?? null) : null
const isOff = (value: Json): boolean => value !== true
const among =
  (values: readonly Json[], otherwise: string): Hold =>
  (value) =>
    values.includes(value) ? enforced : unsupported(otherwise)

const holds: Readonly<Record<string, Hold>> = {
  'general.engine': only((value) => value === 'webrtc', 'Another engine is to carry its sessions.'),
  'general.directConnection': only((value) => value === true, 'Sessions are to go by a relay, and this version has none.'),
  'session.sound': (value) => {
    const missing = value === 'thisComputer' ? undefined : missingSound(process.env)
    return missing === undefined ? enforced : unsupported(missing)
  },
  'session.idleTimeoutMinutes': always,
  'session.maxSessionMinutes': always,
  'session.indicator': only(
    (value) => part(value, 'mode') === 'none',
    'The person at the computer is to see that a session is on, and this version shows nothing.',
  ),
  'session.watermark': only((value) => isOff(part(value, 'enabled')), 'A watermark is to be over the picture, and this version has none.'),
  // Keys go as what they mean, not as where they are: what the remote end types arrives.
  'session.keyboardLayoutSync': among([true], 'Keys always go as what they mean by the layout of the remote end.'),
  'security.additionalPassword': only(
    (value) => part(value, 'mode') === 'none',
    'A password is to be asked for, and this version can not ask.',
  ),
  'security.requestPermission': only(
    (value) => part(value, 'mode') === 'off',
    'The person at the computer is to be asked, and this version can not ask.',
  ),
  'security.lockScreenOnConnect': only(isOff, 'The screen is to be locked when a session begins, and this version can not.'),
  'security.lockScreenOnDisconnect': only(isOff, 'The screen is to be locked after the last session, and this version can not.'),
  'security.logoffOnDisconnect': only(
    (value) => isOff(part(value, 'enabled')),
    'The user is to be logged off after the last session, and this version can not.',
  ),
  'security.blankScreen': only(isOff, 'The local screen is to be black, which plain X11 can not do.'),
  'security.lockInput': only(isOff, 'The local keyboard and mouse are to be ignored, and this version can not.'),
  'security.copyPaste': always,
  'security.remoteControl': always,
  'security.fileTransfer': among(['disabled'], 'This version transfers no files.'),
  'security.remotePrint': among([false], 'This version does not print.'),
  'security.sessionRecording': (value) =>
    part(value, 'required') === true
      ? { refuse: 'Sessions are to be recorded, and this version records none.' }
      : part(value, 'enabled') === true
        ? unsupported('This version records no sessions.')
        : enforced,
  'bandwidth.maxFrameRate': always,
  'bandwidth.maxBitrateKbps': always,
  'bandwidth.maxWidth': always,
  'bandwidth.maxHeight': always,
  'bandwidth.quality': always,
  'bandwidth.codec': (value) =>
    value === 'h264' || isInside() ? enforced : unsupported('The package node-av, which codes it, is not installed: pictures are H.264.'),
}

/** Undefined where the setting is none of a session's. */
export function outcomeInSessions(name: string, value: Json): Outcome | undefined {
  const found = Object.hasOwn(holds, name) ? holds[name]?.(value) : undefined
  return found && 'refuse' in found ? unsupported(`${found.refuse} No session begins.`) : found
}

/** Why no session may begin under these settings; empty where one may. */
export const refusalsOf = (settings: Settings): string[] =>
  Object.entries(settings).flatMap(([name, { value }]) => {
    const found = Object.hasOwn(holds, name) ? holds[name]?.(value) : undefined
    return found && 'refuse' in found ? [found.refuse] : []
  })

/** By feature: what this version can do of it. */
const carried: ReadonlySet<Feature> = new Set<Feature>(['remoteControl', 'copyPaste'])
/** What is granted, and not in this version. */
export const lackingIn = (granted: Granted): string[] =>
  Object.entries(granted).flatMap(([name, value]) => (value !== 'disabled' && !carried.has(name as Feature) ? [name] : []))

/** What the grant and the policy of this computer both allow. */
export function termsOf(settings: Settings, granted: Granted): Terms {
  const said = (name: string): Json => settings[name]?.value ?? null
  const count = (name: string, otherwise: number): number => (typeof said(name) === 'number' ? (said(name) as number) : otherwise)
  const clipboard = lesser(granted.copyPaste, (said('security.copyPaste') ?? 'disabled') as FeatureValue)
  return {
    control: granted.remoteControl === 'enabled' && said('security.remoteControl') === true,
    clipboard: {
      toComputer: clipboard === 'enabled' || clipboard === 'toComputerOnly',
      fromComputer: clipboard === 'enabled' || clipboard === 'fromComputerOnly',
    },
    frameRate: Math.min(MOST_FRAMES, count('bandwidth.maxFrameRate', MOST_FRAMES)),
    quality: (said('bandwidth.quality') ?? 'balanced') as Quality,
    sound: (said('session.sound') ?? 'thisComputer') as Where,
    maxBitrateKbps: count('bandwidth.maxBitrateKbps', 0),
    maxWidth: count('bandwidth.maxWidth', 0),
    maxHeight: count('bandwidth.maxHeight', 0),
    idleMinutes: count('session.idleTimeoutMinutes', 0),
    longestMinutes: count('session.maxSessionMinutes', 0),
  }
}

/** How its pictures are coded, where the viewer can. */
export const codecOf = (settings: Settings): Codec => (settings['bandwidth.codec']?.value ?? 'h264') as Codec

/** Whether the remote end hears anything. */
export const isHeard = (settings: Settings): boolean => ['remote', 'both'].includes(String(settings['session.sound']?.value))

/** What both allow, of a session that runs: nothing comes back within it. */
export const narrower = (one: Granted, other: Granted): Granted =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name, lesser(value, other[name as Feature])]))

/**
 * What of a policy this engine can hold, and on which terms a session runs. One table says both: a setting is enforced, or it is `unsupported`, with why; and
 * where it protects the computer and can't be held, no session begins, since letting one through without would be to ignore it in silence.
 */
import { type FeatureValue, type Granted, lesser } from '../../protocol/granted.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Feature } from '../../schema/vocabulary.ts'
import type { Settings } from '../effective.ts'
import { enforced, type Outcome, unsupported } from '../platform/platform.ts'
import type { Able } from './able.ts'
import type { Codec, Quality } from './capture.ts'
import { isInside } from './inside.ts'
import { directions, type Hold, part, type Rules, ruleHolds, rulesOf } from './rules.ts'
import { missingSound, type Where } from './sound.ts'

export interface Terms extends Rules {
  /** Keyboard and mouse. */
  control: boolean
  clipboard: { toComputer: boolean; fromComputer: boolean }
  frameRate: number
  quality: Quality
  /** Held on to by a policy, so that a viewer can't choose another one. */
  isQualityLocked: boolean
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

const always: Hold = () => enforced
/** Held as long as nothing is asked for that this version can't do; what is asked for protects the computer. */
const only =
  (idle: (value: Json) => boolean, what: string): Hold =>
  (value) =>
    idle(value) ? enforced : { refuse: what }
const among =
  (values: readonly Json[], otherwise: string): Hold =>
  (value) =>
    values.includes(value) ? enforced : unsupported(otherwise)

const holds: Readonly<Record<string, Hold>> = {
  ...ruleHolds,
  'general.engine': only((value) => value === 'webrtc', 'Another engine is to carry its sessions.'),
  // Where they are to go by a relay and there is none, none is prepared (sessions.ts).
  'general.directConnection': always,
  'session.sound': (value) => {
    const missing = value === 'thisComputer' ? undefined : missingSound(process.env)
    return missing === undefined ? enforced : unsupported(missing)
  },
  'session.idleTimeoutMinutes': always,
  'session.maxSessionMinutes': always,
  // Keys go as what they mean, not as where they are: what the remote end types arrives.
  'session.keyboardLayoutSync': among([true], 'Keys always go as what they mean by the layout of the remote end.'),
  'security.copyPaste': always,
  'security.remoteControl': always,
  'bandwidth.maxFrameRate': always,
  'bandwidth.maxBitrateKbps': always,
  'bandwidth.maxWidth': always,
  'bandwidth.maxHeight': always,
  'bandwidth.quality': always,
  'bandwidth.codec': (value) =>
    value === 'h264' || isInside() ? enforced : unsupported('The package node-av, which codes it, is not installed: pictures are H.264.'),
}

/** Undefined where the setting is none of a session's. */
export function outcomeInSessions(name: string, value: Json, able: Able): Outcome | undefined {
  const found = Object.hasOwn(holds, name) ? holds[name]?.(value, able) : undefined
  return found && 'refuse' in found ? unsupported(`${found.refuse} No session begins.`) : found
}

/** Why no session may begin under these settings; empty where one may. */
export const refusalsOf = (settings: Settings, able: Able): string[] =>
  Object.entries(settings).flatMap(([name, { value }]) => {
    const found = Object.hasOwn(holds, name) ? holds[name]?.(value, able) : undefined
    return found && 'refuse' in found ? [found.refuse] : []
  })

/** By feature: what this version can do of it. */
const carried: ReadonlySet<Feature> = new Set<Feature>([
  'remoteControl',
  'copyPaste',
  'fileTransfer',
  'remotePrint',
  'sessionRecording',
  'chat',
])
/** What is granted, and not in this version, or not on this computer. */
export const lackingIn = (granted: Granted, { printing }: Pick<Able, 'printing'>): string[] =>
  Object.entries(granted).flatMap(([name, value]) => {
    const isHere = carried.has(name as Feature) && !(name === 'remotePrint' && 'missing' in printing)
    return value === 'disabled' || isHere ? [] : [name]
  })

/** What the grant and the policy of this computer both allow. */
export function termsOf(settings: Settings, granted: Granted): Terms {
  const said = (name: string): Json => settings[name]?.value ?? null
  const count = (name: string, otherwise: number): number => (typeof said(name) === 'number' ? (said(name) as number) : otherwise)
  const clipboard = lesser(granted.copyPaste, (said('security.copyPaste') ?? 'disabled') as FeatureValue)
  return {
    control: granted.remoteControl === 'enabled' && said('security.remoteControl') === true,
    clipboard: directions(clipboard),
    ...rulesOf(settings, granted),
    frameRate: Math.min(MOST_FRAMES, count('bandwidth.maxFrameRate', MOST_FRAMES)),
    quality: (said('bandwidth.quality') ?? 'balanced') as Quality,
    isQualityLocked: settings['bandwidth.quality']?.locked === true,
    sound: (said('session.sound') ?? 'thisComputer') as Where,
    maxBitrateKbps: count('bandwidth.maxBitrateKbps', 0),
    maxWidth: count('bandwidth.maxWidth', 0),
    maxHeight: count('bandwidth.maxHeight', 0),
    idleMinutes: count('session.idleTimeoutMinutes', 0),
    longestMinutes: count('session.maxSessionMinutes', 0),
  }
}

/** How its pictures are coded, where the viewer can; as H.264 where they may be recorded, which is what a recording holds. */
export const codecOf = (settings: Settings): Codec => {
  const recording = settings['security.sessionRecording']?.value ?? null
  const isRecorded = part(recording, 'enabled') === true || part(recording, 'required') === true
  return isRecorded ? 'h264' : ((settings['bandwidth.codec']?.value ?? 'h264') as Codec)
}

/** Whether the remote end hears anything. */
export const isHeard = (settings: Settings): boolean => ['remote', 'both'].includes(String(settings['session.sound']?.value))

/** What both allow, of a session that runs: nothing comes back within it. */
export const narrower = (one: Granted, other: Granted): Granted =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name, lesser(value, other[name as Feature])]))

/** Of two ends, undefined being none. */
export const earlier = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined ? other : other === undefined ? one : Math.min(one, other)

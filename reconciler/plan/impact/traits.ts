/** What users and computers have beside access: features, settings, and both together in a session; and whose settings differ. */
import type { Effective } from '../../../effective/effective.ts'
import { featureNames, featureOf, inSession } from '../../../effective/features.ts'
import { isSameSecret, settingsOf } from '../../../effective/settings.ts'
import type { ComputerClass, EffectiveFeature, EffectiveSetting, UserClass } from '../../../effective/types.ts'
import { canonical, type Json } from '../../../schema/canonical.ts'
import { type Key, keyOf } from '../../../schema/resource.ts'
import type { SettingChange, SettingState } from '../../types.ts'
import { type Causes, COMPUTER } from './because.ts'
import type { Computers } from './edges.ts'
import type { Joints } from './joints.ts'

export type Values = readonly EffectiveFeature[]
export type Settings = ReadonlyMap<string, EffectiveSetting>

/** The values of all features, in the order of `featureNames`. */
export function featuresOf(effective: Effective): (user: UserClass) => Values {
  const known = new Map<string, Values>()
  return (user) => {
    const id = `${user.role} ${user.licence} ${user.control ?? ''} ${user.group ?? ''}`
    let values = known.get(id)
    if (!values) known.set(id, (values = featureNames.map((feature) => featureOf(effective, user, feature))))
    return values
  }
}

export interface Session {
  /** Equal for equal features. */
  readonly id: string
  readonly features: Record<string, string>
}

/** What sessions between two classes have. Few are different, so each is made once. */
export function sessionsOf(effective: Effective): (user: UserClass, computer: ComputerClass) => Session {
  const values = featuresOf(effective)
  const pairs = new Map<Values, Map<Settings, Session>>()
  const sessions = new Map<string, Session>()
  return (user, computer) => {
    const [granted, settings] = [values(user), settingsOf(effective, computer)]
    let row = pairs.get(granted)
    if (!row) pairs.set(granted, (row = new Map()))
    let session = row.get(settings)
    if (!session) {
      const both = featureNames.map((feature, i) => inSession(feature, (granted[i] as EffectiveFeature).value, settings))
      const id = both.join()
      session = sessions.get(id)
      if (!session)
        sessions.set(id, (session = { id, features: Object.fromEntries(featureNames.map((name, i) => [name, both[i] as string])) }))
      row.set(settings, session)
    }
    return session
  }
}

/** Equal for classes of computers on which every session has the same, whoever's it is. */
export function sessionSignature(effective: Effective): (computer: ComputerClass) => string {
  const known = new Map<Settings, string>()
  return (computer) => {
    const settings = settingsOf(effective, computer)
    let found = known.get(settings)
    if (found === undefined) {
      found = featureNames.flatMap((feature) => VALUES.map((value) => inSession(feature, value, settings))).join()
      known.set(settings, found)
    }
    return found
  }
}
const VALUES = ['enabled', 'toComputerOnly', 'fromComputerOnly'] as const

interface Sides {
  before: Effective
  after: Effective
  changed: ReadonlySet<Key>
  causes: Causes
}

/** Computers that get other settings, or get them from elsewhere; those that come or go are none of them. */
export function* settingChanges(
  { before, after, changed, causes }: Sides,
  computers: Joints<ComputerClass>,
): Generator<{ computers: Computers; settings: SettingChange['settings']; because: readonly string[] }> {
  const team = after.world.team
  const policy = (one: ComputerClass | undefined): Key | undefined =>
    one?.policy === undefined ? undefined : keyOf('PreferencePolicy', team, one.policy.name)
  const differing = new Map<Settings, Map<Settings, SettingChange['settings'] | undefined>>()
  const policies = [...changed].some((key) => key.startsWith('PreferencePolicy/'))
  const stayed = policies ? [...after.computers.keys()].flatMap((key) => computers.stayed(key) ?? []) : []
  for (const joint of [...computers.moved, ...stayed]) {
    if (!joint.before || !joint.after) continue
    const [was, is] = [settingsOf(before, joint.before), settingsOf(after, joint.after)]
    let row = differing.get(was)
    if (!row) differing.set(was, (row = new Map()))
    if (!row.has(is)) row.set(is, settingsThatDiffer(was, is))
    const settings = row.get(is)
    if (!settings) continue
    const groups = [joint.before.group, joint.after.group].map((name) => (name === undefined ? undefined : keyOf('Group', team, name)))
    yield { computers: joint, settings, because: causes.of(COMPUTER, joint, [policy(joint.before), policy(joint.after), ...groups]) }
  }
}

function settingsThatDiffer(was: Settings, is: Settings): SettingChange['settings'] | undefined {
  const found: SettingChange['settings'] = {}
  for (const [name, old] of was) {
    const now = is.get(name)
    if (
      !now ||
      (old.origin === now.origin && old.locked === now.locked && canonical(old.value) === canonical(now.value) && isSameSecret(old, now))
    )
      continue
    found[name] = {
      before: stateOf(old),
      after: { ...stateOf(now), value: isSameSecret(old, now) ? now.value : marked(old.value, now.value) },
    }
  }
  return Object.keys(found).length === 0 ? undefined : found
}

/** A secret that was there and is another one now says so; more is not told. */
function marked(old: Json | undefined, now: Json): Json {
  if (typeof now !== 'object' || now === null || Array.isArray(now) || typeof old !== 'object' || old === null || Array.isArray(old))
    return now
  if (now.secret === 'set' && old.secret === 'set') return { secret: 'changed' }
  return Object.fromEntries(Object.entries(now).map(([name, inner]) => [name, marked(old[name], inner)]))
}

const stateOf = ({ value, origin, locked }: EffectiveSetting): SettingState => ({ value, origin, locked })

/**
 * With what a session runs: the settings of the computer, with what exclusive access adds to them, and the features that the user has under
 * these. Whoever explains a session and whoever tests one asks here, so that the two never differ.
 */
import type { Feature } from '../schema/vocabulary.ts'
import type { Effective } from './effective.ts'
import { featureOf, inSession } from './features.ts'
import { boundSettings, settingsOf } from './settings.ts'
import type { Bound, ComputerClass, EffectiveFeature, EffectiveSetting, FeatureValue, UserClass } from './types.ts'

export interface Session {
  readonly bound: Bound
  /** By `section.name`. */
  readonly settings: ReadonlyMap<string, EffectiveSetting>
  /** What the user has by itself, and what is left of it in the session. */
  feature(name: Feature): EffectiveFeature & { inSession: FeatureValue }
}

/** @param bound as what admits the session binds it (access.ts, `boundOf`); where nothing admits one, nothing does */
export function sessionOf(e: Effective, of: UserClass, to: ComputerClass, bound: Bound): Session {
  const settings = boundSettings(e, settingsOf(e, to), bound)
  return {
    bound,
    settings,
    feature(name) {
      const own = featureOf(e, of, name)
      return { ...own, inSession: inSession(name, own.value, settings) }
    },
  }
}

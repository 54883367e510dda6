/** What a session was granted, by feature: words that server, agent and browser share, so nothing of Node's is in here. */
import { type Feature, features, featureValues } from '../schema/vocabulary.ts'

export type FeatureValue = 'enabled' | 'disabled' | 'toComputerOnly' | 'fromComputerOnly'
export type Granted = { readonly [name in Feature]?: FeatureValue }

export const isGranted = (value: unknown): value is Granted =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([name, one]) => Object.hasOwn(features, name) && featureValues(name).includes(one as string))

/** What both allow. A direction that only one of two has is none. */
export function lesser(one: FeatureValue = 'disabled', other: FeatureValue = 'disabled'): FeatureValue {
  if (one === other || other === 'enabled') return one
  return one === 'enabled' ? other : 'disabled'
}

/** Which computers of a preference policy the vendor's streamer can't hold to it (guide S1): older than 3.5.2.2, or neither Windows nor macOS. */
import type { Tree } from '../schema/fields.ts'
import { valueAt } from '../schema/fields.ts'
import { names } from '../schema/invariants.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Finding, PolicyContext } from './policy.ts'
import { counted, some } from './words.ts'

const FIRST = '3.5.2.2'
const able: ReadonlySet<string> = new Set(['windows', 'macos'])

/** What is wrong with a computer that has enrolled; of one that has not, nothing is known. */
function unable(computer: Resource<'Computer'>): string | undefined {
  const facts = (computer.status.enrolment as { facts?: { os?: string; version?: string } } | undefined)?.facts
  if (facts?.os !== undefined && !able.has(facts.os)) return `runs ${facts.os}`
  return facts?.version !== undefined && isOlder(facts.version, FIRST) ? `has streamer ${facts.version}` : undefined
}

export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]]
  for (let i = 0; i < b.length; i++) {
    const [x = 0, y = 0] = [a[i], b[i]]
    if (!(x >= y)) return !Number.isNaN(x)
    if (x > y) return false
  }
  return false
}

/** @param matters whether the engine that a computer is given makes it one of the vendor's */
export function* unsupportedTargets({ after, effective }: PolicyContext, matters: (engine: unknown) => boolean): Iterable<Finding> {
  const wrong = new Map<string, string[]>()
  for (const one of after.of('PreferencePolicy').length === 0 ? [] : effective().computers.values()) {
    if (!one.policy || !matters(engineOf(after, one.policy.name, one.captured))) continue
    for (const computer of one.computers) {
      const why = unable(computer)
      if (why !== undefined) wrong.set(one.policy.name, [...(wrong.get(one.policy.name) ?? []), `${computer.name} ${why}`])
    }
  }
  for (const [name, list] of wrong) {
    const policy = after.find('PreferencePolicy', name)
    const [first = '', ...why] = (list.sort()[0] as string).split(' ')
    if (policy)
      yield {
        resource: policy.key,
        message: `PreferencePolicy \`${name}\` is for ${counted(list.length, 'computer')} that can't apply it: \`${first}\` ${why.join(' ')}; the vendor's streamer takes policies on Windows and macOS, from ${FIRST} on.`,
        at: policy.at('spec.targets'),
      }
  }
  for (const by of after.of('DeploymentPackage')) yield* unsupportedPackage(by, after, matters)
}

/** V(computer, general.engine) of a policy and what a package sets, without the forty settings beside it. */
const engineOf = (world: World, policy: string, captured: Tree): unknown =>
  world.find('PreferencePolicy', policy)?.value('spec.settings.general.engine') ?? valueAt(captured, 'general.engine') ?? 'webrtc'

/** A package that says for which systems it is, and gives them a policy. */
function* unsupportedPackage(by: Resource<'DeploymentPackage'>, after: World, matters: (engine: unknown) => boolean): Iterable<Finding> {
  const [name] = names(by.value('spec.preferencePolicy'))
  const wrong = names(by.value('spec.platforms')).filter((platform) => !able.has(platform))
  if (name === undefined || wrong.length === 0 || !after.find('PreferencePolicy', name)) return
  if (!matters(engineOf(after, name, (by.declared.spec?.settings as Tree | undefined) ?? {}))) return
  yield {
    resource: by.key,
    message: `DeploymentPackage \`${by.name}\` gives ${some(wrong)} computers the policy \`${name}\`, which the vendor's streamer takes on Windows and macOS alone.`,
    at: [...by.at('spec.preferencePolicy'), ...by.at('spec.platforms')],
  }
}

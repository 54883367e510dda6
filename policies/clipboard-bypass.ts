/**
 * Copy and paste is off, and what it was to keep in or out goes another way (guide S8, S9): as a file, or typed key by key. A file
 * transfer that goes one way only was thought about, so it may let in what the clipboard doesn't.
 */

import type { Effective } from '../effective/effective.ts'
import { featureOf } from '../effective/features.ts'
import { naming } from '../effective/naming.ts'
import type { EffectiveFeature, UserClass } from '../effective/types.ts'
import { type Key, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Finding, Policy } from './policy.ts'
import { some } from './words.ts'

export const clipboardBypass: Policy = {
  id: 'clipboard-bypass',
  level: 'warning',
  title: 'Copy and paste is off, but file transfer or keystroke paste goes around it',
  about: {
    why: 'The clipboard is taken away so that nothing leaves a computer, or nothing gets onto it. With file transfer on, the same text goes in a file; with keystroke paste, it is typed in. The barrier is then for the honest alone.',
    guide: ['S8', 'S9'],
  },
  fix: 'Set `fileTransfer` as `copyPaste` is, or one way only where that is meant, and `features.keystrokePaste: false` in the Team; or allow copy and paste.',
  example: `
kind: GranularControl
metadata: {name: contractors}
spec: {subjects: {groups: [contractors]}, controls: {copyPaste: disabled}}
`,
  packs: ['recommended', 'strict'],
  *find({ after, effective }): Iterable<Finding> {
    const features = after.find('Team', after.team)?.value('spec.features') as Record<string, unknown> | undefined
    const keystrokes = features?.keystrokePaste !== false
    yield* bySettings(after, keystrokes, features?.fileTransfer === false)
    const everyone = features?.copyPaste === false || after.find('Team', after.team)?.value('spec.granularDefaults.copyPaste') !== undefined
    const restricting = new Set(after.of('GranularControl').flatMap((control) => (restricts(control.value(COPY)) ? control.name : [])))
    if (!everyone && restricting.size === 0) return
    const concerned = (one: UserClass) => everyone || controlsOf(after, one).some((name) => restricting.has(name))
    for (const [key, { names, around, path }] of byUsers(effective(), concerned, keystrokes)) {
      const { kind, name } = splitKey(key)
      yield {
        resource: key,
        message: `${kind} \`${name}\` keeps the clipboard from ${some(names)}, but ${around} it.`,
        at: after.get(key)?.at(path) ?? [],
      }
    }
  },
}

const COPY = 'spec.controls.copyPaste'
const restricts = (value: unknown): boolean => typeof value === 'string' && !['enabled', 'default', 'followGroup'].includes(value)
/** The controls that may decide for a class: its own, and its group's. */
function controlsOf(world: World, { control, group }: UserClass): string[] {
  const groups = group === undefined ? undefined : naming(world).controlOfGroup.get(group)
  return [control, groups].filter((name) => name !== undefined)
}

/** Does a value let anything go that way? */
const lets = (value: unknown, way: 'toComputerOnly' | 'fromComputerOnly'): boolean => value === 'enabled' || value === way

/** What goes around the clipboard, as a clause; undefined where nothing does. */
export function around(copy: unknown, file: unknown, keystrokes: boolean): string | undefined {
  const keptIn = !lets(copy, 'fromComputerOnly')
  const keptOut = !lets(copy, 'toComputerOnly')
  const byFile = (keptIn && lets(file, 'fromComputerOnly')) || (keptOut && file === 'enabled')
  const ways = [...(byFile ? ['file transfer'] : []), ...(keptOut && keystrokes ? ['keystroke paste'] : [])]
  return ways.length === 0 ? undefined : `${ways.join(' and ')} ${ways.length === 1 ? 'goes' : 'go'} around`
}

type Told = Map<Key, { names: string[]; around: string; path: string }>

function byUsers(meant: Effective, concerned: (one: UserClass) => boolean, keystrokes: boolean): Told {
  const found: Told = new Map()
  const known = new Map<string, { copy: EffectiveFeature; way: string | undefined }>()
  const judge = (one: UserClass) => {
    const id = `${one.role} ${one.group ?? ''} ${one.control ?? ''}`
    let verdict = known.get(id)
    if (!verdict) {
      const copy = featureOf(meant, one, 'copyPaste')
      verdict = {
        copy,
        way: copy.value === 'enabled' ? undefined : around(copy.value, featureOf(meant, one, 'fileTransfer').value, keystrokes),
      }
      known.set(id, verdict)
    }
    return verdict
  }
  for (const one of meant.users.values()) {
    const { copy, way } = one.disabled || !concerned(one) ? { copy: undefined, way: undefined } : judge(one)
    if (way === undefined || copy?.origin.key === undefined) continue
    const entry = found.get(copy.origin.key) ?? { names: [], around: way, path: copy.origin.path }
    for (const user of one.users) entry.names.push(user.name)
    found.set(copy.origin.key, entry)
  }
  return found
}

function* bySettings(world: World, keystrokes: boolean, noFiles: boolean): Iterable<Finding> {
  for (const resource of [...world.of('PreferencePolicy'), ...world.of('DeploymentPackage')]) {
    const security = resource.value('spec.settings.security') as Record<string, unknown> | undefined
    if (security?.copyPaste === undefined || security.copyPaste === null || security.copyPaste === 'enabled') continue
    const way = around(security.copyPaste, noFiles ? 'disabled' : (security.fileTransfer ?? 'enabled'), keystrokes)
    if (way !== undefined)
      yield {
        resource: resource.key,
        message: `${resource.kind} \`${resource.name}\` keeps the clipboard from sessions, but ${way} it.`,
        at: resource.at('spec.settings.security.copyPaste'),
      }
  }
}

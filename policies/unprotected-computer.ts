/** A desktop that the next person finds open (guide S1). */
import { naming } from '../effective/naming.ts'
import type { Tree } from '../schema/fields.ts'
import { names } from '../schema/invariants.ts'
import { type Key, keyOf, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Finding, Policy } from './policy.ts'
import { counted, some, verb } from './words.ts'

export const unprotectedComputer: Policy = {
  id: 'unprotected-computer',
  level: 'warning',
  title: 'Computers ask for no additional password and stay unlocked after a session',
  about: {
    why: 'Whoever connects after somebody else finds an open desktop, under the name of the one before; so does whoever walks past the computer. One of the two is enough against it: a password beside the right to connect, or a screen that locks when the session ends.',
    guide: ['S1'],
  },
  fix: 'Set `security.lockScreenOnDisconnect: true`, `security.logoffOnDisconnect` or an `additionalPassword` there, or in a PreferencePolicy for these computers.',
  example: `
kind: DeploymentPackage
metadata: {name: desks}
spec: {settings: {general: {hideTrayIcon: true}}}
`,
  packs: ['recommended', 'strict'],
  *find({ after, effective }): Iterable<Finding> {
    const meant = effective()
    const open = new Map<Key, string[]>()
    // A computer that has not enrolled has no settings as yet: its package speaks for it below.
    for (const one of meant.computers.values()) {
      if (one.package === undefined || isProtected(after, one.policy?.name, one.captured)) continue
      // A package may be gone, and the computers that it installed are as they were.
      const key = [
        one.policy && keyOf('PreferencePolicy', after.team, one.policy.name),
        keyOf('DeploymentPackage', after.team, one.package),
        keyOf('Team', after.team, after.team),
      ].find((maybe) => maybe !== undefined && after.has(maybe))
      if (key === undefined) continue
      const list = open.get(key) ?? []
      for (const computer of one.computers) list.push(computer.name)
      open.set(key, list)
    }
    for (const by of after.of('DeploymentPackage')) {
      const [group] = names(by.value('spec.group'))
      const policy =
        (group === undefined ? undefined : naming(after).policyOfGroup.get(group)) ?? names(by.value('spec.preferencePolicy'))[0]
      const captured = (by.declared.spec?.settings as Tree | undefined) ?? {}
      if (!isProtected(after, policy, captured) && !open.has(by.key)) open.set(by.key, [])
    }
    for (const [key, computers] of open) {
      const { kind, name } = splitKey(key)
      const who =
        computers.length === 0 ? 'The computers that it enrols' : `${counted(computers.length, 'computer')} of it (${some(computers)})`
      const many = computers.length !== 1
      yield {
        resource: key,
        message: `${kind} \`${name}\`: ${who} ${verb(many ? 2 : 1, 'asks', 'ask')} for no additional password and ${verb(many ? 2 : 1, 'stays', 'stay')} unlocked after a session.`,
        at: after.get(key)?.at(kind === 'Team' ? '' : 'spec.settings') ?? [],
      }
    }
  },
}

/** V(computer, setting) of three settings, without the forty beside them. */
function isProtected(world: World, policy: string | undefined, captured: Tree): boolean {
  const held =
    policy === undefined ? undefined : (world.find('PreferencePolicy', policy)?.value('spec.settings.security') as Tree | undefined)
  const installed = captured.security as Tree | undefined
  const value = (name: string): unknown => held?.[name] ?? installed?.[name]
  const password = value('additionalPassword') as { mode?: string } | undefined
  const logoff = value('logoffOnDisconnect') as { enabled?: boolean } | undefined
  return value('lockScreenOnDisconnect') === true || logoff?.enabled === true || (password?.mode ?? 'none') !== 'none'
}

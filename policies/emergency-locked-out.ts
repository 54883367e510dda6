/** Somebody who has to get in, and can't: a user kept for emergencies, or the very one who applies (guide S3, S4). */
import { holderOf, mayWrite } from '../effective/roles.ts'
import { keyOf, type Resource, splitKey } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import type { Finding, Policy, PolicyContext } from './policy.ts'
import { methodOf } from './who.ts'

export const emergencyLockedOut: Policy = {
  id: 'emergency-locked-out',
  level: 'error',
  title: 'Who applies, or a user kept for emergencies, cannot sign in',
  about: {
    why: 'The users under `safety.breakGlass` are there for the day on which nothing else works, and whoever applies must be able to take it back. A disabled user, or one whose SsoMethod is off, does not get in; who applies must also stay, with a role that changes anything. (That a user kept for emergencies is deleted or loses its role is stopped by a guard of every plan.)',
    guide: ['S3', 'S4'],
  },
  fix: 'Enable the user and its way to sign in; or name another user in `safety.breakGlass`.',
  example: `
kind: User
metadata: {name: break-glass}
spec: {email: it@acme.example, disabled: true}
`,
  packs: ['recommended', 'strict'],
  *find(context): Iterable<Finding> {
    const { after, breakGlass } = context
    const applier = context.applier === undefined ? undefined : nameAfter(context, context.applier)
    for (const name of new Set([...breakGlass, ...(applier === undefined ? [] : [applier])])) {
      const user = after.find('User', name)
      const shut = user && closed(after, user)
      if (!shut) continue
      const who = breakGlass.includes(name) ? `User \`${name}\`, who is kept for emergencies` : `User \`${name}\`, who applies this`
      yield { resource: user.key, message: `${who}, can't sign in: ${shut.why}.`, at: shut.at }
    }
    if (context.applier !== undefined) yield* powerless(context, context.applier)
  },
}

/** What a user is called after the plan. */
function nameAfter({ plan, after }: PolicyContext, name: string): string {
  const old = keyOf('User', after.team, name)
  const renamed = plan.changes.find(({ from }) => from === old)
  return renamed ? splitKey(renamed.key).name : name
}

/** Who applies would be gone, or could take nothing of it back. */
function* powerless(context: PolicyContext, applier: string): Iterable<Finding> {
  const { before, after } = context
  const name = nameAfter(context, applier)
  const [old, user] = [before.find('User', applier), after.find('User', name)]
  const said = (why: string) => `User \`${name}\`, who applies this, could take nothing of it back: ${why}.`
  if (!old || !mayWrite(holderOf(before, { user: applier })) || user?.value('spec.disabled') === true) return
  const team = after.find('Team', after.team)
  // Of whom there is nothing left, the team is there to speak for it.
  if (!user && team)
    yield { resource: team.key, message: said('the user is removed'), at: team.at(), fix: 'Keep the user, or let somebody else apply it.' }
  else if (user && !mayWrite(holderOf(after, { user: name })))
    yield {
      resource: user.key,
      message: said(`the role \`${user.spec.role}\` changes nothing`),
      at: user.at('spec.role'),
      fix: 'Leave the role to the user, or let somebody else apply it.',
    }
}

function closed(world: World, user: Resource<'User'>): { why: string; at: Finding['at'] } | undefined {
  if (user.value('spec.disabled') === true) return { why: 'the user is disabled', at: user.at('spec.disabled') }
  const name = methodOf(user)
  const method = name === undefined ? undefined : world.find('SsoMethod', name)
  if (method?.value('spec.enabled') !== false) return undefined
  return { why: `its SsoMethod \`${method.name}\` is off`, at: [...method.at('spec.enabled'), ...user.at('spec.authentication')] }
}

/** Signs out: the token is revoked, and forgotten here. */
import { ProblemError } from '../../schema/problem.ts'
import { connectTo } from '../backend.ts'
import type { Command } from '../command.ts'
import { forget, kept, notSignedIn } from '../credentials.ts'
import { exit } from '../exit.ts'
import { targetOf, targetOptions } from '../session-target.ts'
import { visibleLine } from '../visible.ts'

export const logout: Command = {
  name: 'logout',
  summary: 'Sign out of a control plane',
  about:
    'Revokes the token that `splashctl login` keeps for the server and team, and removes it from this computer. One that holds no longer is only removed.',
  arguments: [],
  options: targetOptions,
  examples: [{ line: 'splashctl logout', says: 'of the control plane of this project' }],
  async run(context, _args, options) {
    const { url, origin, team } = await targetOf(context, options)
    const known = kept(context.env, origin, team)
    if (!known) throw notSignedIn(origin, team)
    const remote = await connectTo(context, { url, team, token: known.token })
    try {
      await remote.revoke(known.id)
    } catch (error) {
      // It holds no longer: that it is gone is what was asked for.
      if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'token-refused') throw error
    } finally {
      await remote.close()
    }
    forget(context.env, origin, team)
    context.progress.end()
    if (context.json) context.document({ version: 1, server: origin.origin, team })
    else context.out.write(`Signed out of team ${visibleLine(team)} at ${origin.origin}.\n`)
    return exit.success
  },
}

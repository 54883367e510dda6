/** Signs in to a control plane: a one-time token is exchanged for one that lasts, and that is kept on this computer for this server and team. */
import { hostname } from 'node:os'
import { ProblemError } from '../../schema/problem.ts'
import { userName } from '../../server/lock.ts'
import { connectTo } from '../backend.ts'
import { type Command, textOption } from '../command.ts'
import { keep } from '../credentials.ts'
import { exit } from '../exit.ts'
import { readToken } from '../hidden.ts'
import { pass } from '../second-step.ts'
import { targetOf, targetOptions } from '../session-target.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

/** A pipeline has no second step. */
function noPerson(error: unknown): { since: null; passed: null } {
  if (error instanceof ProblemError && error.problems[0]?.code === 'not-permitted') return { since: null, passed: null }
  throw error
}

export const login: Command = {
  name: 'login',
  summary: 'Sign in to a control plane',
  about:
    'Takes a token and keeps it in ~/.config/splashtop/credentials.json, for this server and team alone. A one-time token (of `splashctl server init`, or an invitation by `splashctl token create --invite`) is exchanged for one that lasts. The token is typed, or read from a file or stdin; it is never an argument, which others on the computer could read.',
  arguments: [],
  options: [...targetOptions, { flags: '--token-file FILE', says: 'read the token from this file; - for stdin' }],
  examples: [
    { line: 'splashctl login', says: 'asks for the token' },
    {
      line: 'splashctl login --server https://control.example.com --team acme --token-file owner.token',
      says: 'the first of all, with the token that `server init` wrote',
    },
  ],
  async run(context, _args, options) {
    const { url, origin, team } = await targetOf(context, options)
    const text = await readToken(context, textOption(options, 'tokenFile'), `The token for team ${visibleLine(team)} at ${origin.origin}: `)
    context.progress.phase('sign-in')
    const given = await connectTo(context, { url, team, token: text })
    let token = text
    try {
      await given.whoami()
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'one-time-token') throw error
      token = (await given.login({ description: `login of ${userName()} on ${hostname()}`.slice(0, 200) })).text
    } finally {
      await given.close()
    }
    const lasting = await connectTo(context, { url, team, token })
    try {
      const { name, token: known } = await lasting.whoami()
      const file = keep(context.env, origin, team, { token, id: known.id, actor: name, expires: known.expires })
      context.progress.end()
      const { since, passed } = await lasting.twoStep.state().catch(noPerson)
      const due = since !== null && passed === null
      if (due && context.stdin.isTTY && !context.json) await pass(context, lasting.twoStep, undefined)
      else if (due) context.err.write('Next, pass the second step: `splashctl two-step verify`.\n')
      if (context.json)
        context.document({ version: 1, server: origin.origin, team, actor: name, token: known.id, expires: known.expires, file })
      else
        context.out.write(
          `Signed in to team ${visibleLine(team)} at ${origin.origin} as ${visibleLine(name)}, until ${toTheSecond(known.expires)}.\n`,
        )
      return exit.success
    } finally {
      await lasting.close()
    }
  },
}

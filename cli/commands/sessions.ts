/** The sessions that run, of those that one may end, and the end of one of them. */
import { ProblemError, problem } from '../../schema/problem.ts'
import { openRemote } from '../backend.ts'
import { type Command, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit } from '../exit.ts'
import { findProject } from '../request.ts'
import { table } from '../table.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

export const sessions: Command = {
  name: 'sessions',
  summary: 'List the sessions that run, and end one',
  about:
    'Whoever may disconnect others sees all sessions, who administers groups those on its computers, and everybody their own. --end ends one by its id, or by as much of its beginning as names no other; whoever works there is told that somebody ended it. Those that are over stand in `splashctl logs`.',
  arguments: [],
  options: [
    { flags: '--end ID', says: 'end this one' },
    { flags: '--computer NAME', says: 'only those on this computer', namesOf: 'computers' },
    { flags: '--user NAME', says: 'only those of this user', namesOf: 'users' },
  ],
  examples: [
    { line: 'splashctl sessions', says: 'who works where, since when' },
    { line: 'splashctl sessions --end 0f3a', says: 'end the one whose id begins so' },
  ],
  async run(context, _args, options) {
    const [id, computer, user] = [textOption(options, 'end'), textOption(options, 'computer'), textOption(options, 'user')]
    const remote = await openRemote(context, await findProject(context))
    try {
      const all = (await remote.devices.sessions()).filter(
        (one) => (computer === undefined || one.computer === computer) && (user === undefined || one.user === user),
      )
      context.progress.end()
      if (id === undefined) return listed(context, all)
      const [one, other] = all.filter((each) => each.id.startsWith(id))
      if (!one || other) throw unnamed(id, other !== undefined)
      await remote.devices.endSession(one.id)
      if (context.json) context.document({ version: 1, ended: one })
      else context.out.write(`The session of ${visibleLine(one.user)} on ${visibleLine(one.computer)} is told to end.\n`)
      return exit.success
    } finally {
      await remote.close()
    }
  },
}

interface Running {
  id: string
  user: string
  computer: string
  since: string
}

function listed(context: Context, all: readonly Running[]): ExitCode {
  if (context.json) context.document({ version: 1, sessions: all })
  else if (all.length === 0) context.err.write('No session runs that you may end.\n')
  else
    context.out.write(
      table(
        ['ID', 'USER', 'COMPUTER', 'SINCE'],
        all.map(({ id, user, computer, since }) => [id, user, computer, toTheSecond(since)]),
        context.out,
      ),
    )
  return exit.success
}

const unnamed = (id: string, several: boolean): ProblemError =>
  new ProblemError(
    several
      ? problem('usage', `Several sessions begin with \`${id}\`.`, 'Write more of the id.')
      : problem('unknown-session', `No session \`${id}\` runs that you may end.`, '`splashctl sessions` lists those that do.'),
  )

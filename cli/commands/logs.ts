/** What happened on devices, as their agents logged it. What was changed in the team is in the audit log of the control plane. */
import { ProblemError, problem } from '../../schema/problem.ts'
import type { LoggedEvent } from '../../server/devices/device-log.ts'
import { openRemote } from '../backend.ts'
import { type Command, textOption } from '../command.ts'
import { row } from '../csv.ts'
import { exit } from '../exit.ts'
import { formatIn } from '../format.ts'
import { findProject } from '../request.ts'
import { table } from '../table.ts'
import { toTheSecond } from '../tally.ts'

export const logs: Command = {
  name: 'logs',
  summary: 'Show what happened on devices',
  about:
    'Each agent keeps a log, numbered and chained, and sends it: when it enrolled, which policies it took or refused, attempts at what is locked, sessions. The newest come first. Who may read all logs sees all, who administers groups those of its computers, and a member its own sessions. What was changed in the team is another log: `splashctl audit`.',
  arguments: [{ name: 'NAME', says: 'one computer', namesOf: 'computers' }],
  options: [
    { flags: '--days COUNT', says: 'how far back: 7 days when nothing is said, 366 at most' },
    { flags: '--format FORMAT', says: 'table when nothing is said, csv, or json', choices: ['table', 'csv', 'json'] },
  ],
  examples: [
    { line: 'splashctl logs', says: 'the last seven days' },
    { line: 'splashctl logs rnd-gpu-04 --days 60', says: 'of one computer' },
    { line: 'splashctl logs --days 366 --format csv > year.csv', says: 'for a spreadsheet, or an auditor' },
  ],
  async run(context, [computer], options) {
    const format = formatIn(options, context, 'table')
    const days = textOption(options, 'days') ?? '7'
    if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > 366)
      throw new ProblemError(problem('usage', `\`${days}\` is no number of days.`, 'Write `--days`, from 1 to 366.'))
    const remote = await openRemote(context, await findProject(context))
    try {
      const log = await remote.devices.log({ days, computer })
      context.progress.end()
      if (context.json) context.document({ version: 1, log })
      else if (format === 'csv')
        context.out.write([['time', 'computer', 'event', 'details', 'number', 'received', 'agent'], ...log.map(cells)].map(row).join(''))
      else if (log.length === 0) context.err.write('Nothing was logged.\n')
      else
        context.out.write(
          table(
            ['TIME', 'COMPUTER', 'EVENT', 'DETAILS'],
            log.map((one) => [toTheSecond(one.time), one.computer, one.event, detailsOf(one)]),
            context.out,
          ),
        )
      return exit.success
    } finally {
      await remote.close()
    }
  },
}

const cells = (one: LoggedEvent): string[] => [
  one.time,
  one.computer,
  one.event,
  detailsOf(one),
  String(one.number),
  one.received,
  one.agent,
]

const detailsOf = ({ details = {} }: LoggedEvent): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')

/** The computers that enrolled: what they run, what they should run, and what stands against it. */
import { setTimeout as after } from 'node:timers/promises'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { FleetEntry } from '../../server/devices/fleet.ts'
import { openRemote } from '../backend.ts'
import { type Command, type Options, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { row } from '../csv.ts'
import { exit } from '../exit.ts'
import { formatIn } from '../format.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'
import { table } from '../table.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

const FLAGS = { online: true, offline: false, current: true, behind: false } as const

export const fleet: Command = {
  name: 'fleet',
  summary: 'Show the computers that enrolled, and whether they run what they should',
  about:
    'A computer is current when it runs the very policy that it should run now, and says so. What its agent can’t enforce, what failed and what is wrong with the machine stand beside it. Several filters must all hold. `--watch` shows it again every other second, until Ctrl-C. A spreadsheet takes `--format csv`.',
  arguments: [{ name: 'NAME', says: 'one computer, with all that it reports', namesOf: 'computers' }],
  options: [
    { flags: '--group NAME', says: 'those in this group', namesOf: 'groups' },
    { flags: '--online', says: 'those that are in touch' },
    { flags: '--offline', says: 'those that are not' },
    { flags: '--current', says: 'those that run what they should' },
    { flags: '--behind', says: 'those that do not' },
    { flags: '--troubled', says: 'those with a condition that is more than a note, a setting that failed, or a policy that was refused' },
    { flags: '--condition CODE', says: 'those that report this condition' },
    { flags: '--watch', says: 'again every other second' },
    { flags: '--format FORMAT', says: 'table when nothing is said, csv, or json', choices: ['table', 'csv', 'json'] },
  ],
  examples: [
    { line: 'splashctl fleet', says: 'all of them' },
    { line: 'splashctl fleet --online --behind', says: 'who should run something else?' },
    { line: 'splashctl fleet rnd-gpu-04', says: 'one, setting by setting' },
    { line: 'splashctl fleet --format csv > fleet.csv', says: 'for a spreadsheet' },
  ],
  async run(context, [computer], options) {
    const format = formatIn(options, context, 'table')
    const query = queryOf(options, computer)
    const watched = options.watch === true
    if (watched && context.json) throw usage('A document is written once.', 'Leave `--watch` or `--json` out.')
    const remote = await openRemote(context, await findProject(context))
    const { signal } = context.interruption
    try {
      for (;;) {
        const { revision, computers } = await remote.devices.fleet(query)
        context.progress.end()
        if (context.json) context.document({ version: 1, revision, computers })
        else if (format === 'csv') context.out.write(csvOf(computers))
        else {
          if (watched && context.out.terminal) context.out.write('\x1b[H\x1b[2J')
          context.out.write(computer === undefined ? tableOf(context, revision, computers) : computers.map(whole).join(''))
          if (computers.length === 0) context.err.write('No such computer is enrolled.\n')
        }
        if (!watched) return exit.success
        await after(AGAIN_MS, undefined, { signal })
      }
    } finally {
      await remote.close()
    }
  },
}
const AGAIN_MS = 2000

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

function queryOf(options: Options, computer: string | undefined): Record<string, string> {
  const query: Record<string, string> = {}
  if (computer !== undefined) query.computer = computer
  for (const name of ['group', 'condition']) {
    const value = textOption(options, name)
    if (value !== undefined) query[name] = value
  }
  for (const [one, other] of [
    ['online', 'offline'],
    ['current', 'behind'],
  ] as const) {
    if (options[one] === true && options[other] === true)
      throw usage(`Nothing is both \`--${one}\` and \`--${other}\`.`, 'Leave one of the two out.')
    for (const flag of [one, other]) if (options[flag] === true) query[one] = String(FLAGS[flag])
  }
  if (options.troubled === true) query.troubled = 'true'
  return query
}

/** In a word or two what is to be known first. */
function stateOf({ revoked, policy, current, rejected, lag }: FleetEntry): string {
  if (revoked) return 'revoked'
  if (rejected) return 'refused'
  if (!policy) return 'nothing yet'
  return current ? 'current' : `behind (${lag ?? 0})`
}

function notes({ conditions, failed, unsupported, rejected }: FleetEntry): string[] {
  return [
    ...(rejected ? [rejected.code] : []),
    ...conditions.map(({ code }) => code),
    ...failed.map(({ setting }) => `${setting} failed`),
    ...(unsupported.length > 0 ? [count(unsupported.length, 'setting unsupported', 'settings unsupported')] : []),
  ]
}

const seen = ({ online, lastSeen }: FleetEntry): string => (online ? 'now' : lastSeen === null ? 'never' : toTheSecond(lastSeen))

function tableOf({ out }: Context, revision: number, computers: readonly FleetEntry[]): string {
  if (computers.length === 0) return ''
  const rows = computers.map((one) => [one.computer, one.group ?? '', stateOf(one), seen(one), one.version, one.os, notes(one).join(', ')])
  const current = computers.filter((one) => one.current).length
  const online = computers.filter((one) => one.online).length
  const sum = `${count(computers.length, 'computer')}, ${online} in touch, ${current} current, at revision ${revision}.\n`
  return `${table(['COMPUTER', 'GROUP', 'STATE', 'SEEN', 'AGENT', 'SYSTEM', 'NOTES'], rows, out)}${out.paint(sum, 'dim')}`
}

const TITLES = [
  'computer',
  'display name',
  'group',
  'package',
  'online',
  'last seen',
  'state',
  'revision',
  'lag',
  'agent',
  'system',
  'hostname',
  'enrolled',
  'conditions',
  'failed',
  'unsupported',
]

const csvOf = (computers: readonly FleetEntry[]): string =>
  [
    TITLES,
    ...computers.map((one) => [
      ...[one.computer, one.displayName ?? '', one.group ?? '', one.package ?? '', String(one.online), one.lastSeen ?? '', stateOf(one)],
      ...[String(one.policy?.rev ?? ''), String(one.lag ?? ''), one.version, one.os, one.hostname, one.enrolledAt],
      ...[one.conditions.map(({ code }) => code).join(' '), one.failed.map(({ setting }) => setting).join(' '), one.unsupported.join(' ')],
    ]),
  ]
    .map(row)
    .join('')

/** One computer, with all that its agent said. */
function whole(one: FleetEntry): string {
  const lines = [
    ['computer', one.displayName === null ? one.computer : `${one.computer} (${one.displayName})`],
    ['group', one.group ?? 'none'],
    ['state', stateOf(one)],
    ['policy', one.policy ? `revision ${one.policy.rev}, applied ${toTheSecond(one.policy.appliedAt)}` : 'none yet'],
    ['seen', seen(one)],
    ['agent', `${one.version}, enrolled ${toTheSecond(one.enrolledAt)}${one.package === null ? '' : ` by ${one.package}`}`],
    ['system', `${one.os}, ${one.hostname}`],
    ...(one.rejected ? [['refused', `${one.rejected.code}: ${one.rejected.reason}`]] : []),
    ...one.conditions.map(({ level, title, text, since }) => [level, `${title}. ${text} (since ${toTheSecond(since)})`]),
    ...one.failed.map(({ setting, reason }) => ['failed', `${setting}: ${reason}`]),
    ...(one.unsupported.length > 0 ? [['unsupported', one.unsupported.join(', ')]] : []),
  ]
  return lines.map(([name = '', text = '']) => `${name.padEnd(13)}${visibleLine(text)}\n`).join('')
}

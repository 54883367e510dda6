/** `splashtop-agent status`: who this computer is, what it holds, what became of each setting, and what is wrong. */
import type { Json } from '../../schema/canonical.ts'
import { machineClock } from '../clock.ts'
import { type Command, textOf } from '../command.ts'
import { exit } from '../exit.ts'
import { type Speaking, shown, tones } from '../speaking.ts'
import { type Shown, standingOf } from '../standing.ts'
import { openState, stateFolder } from '../state.ts'

export const statusCommand: Command = {
  name: 'status',
  summary: 'show who this computer is, its policy, and what became of it',
  about:
    'Each setting with its value, where that comes from (builtin, package, local or policy), whether it is locked, and whether it is enforced. Reads the state, so that it answers without a server, and whether or not the agent runs.',
  arguments: [],
  options: [],
  examples: [
    { line: 'splashtop-agent status', says: 'For a person' },
    { line: 'splashtop-agent status --json', says: 'For a program' },
  ],
  async run(speaking, _, options) {
    const standing = standingOf(openState(stateFolder(textOf(options, 'state'), speaking.env)), machineClock())
    if (speaking.json) speaking.document(standing)
    else speaking.out(page(standing, speaking))
    return exit.success
  },
}

const standings: Readonly<Record<Shown['policy']['standing'], string>> = {
  never: 'none: nobody is admitted',
  fresh: 'fresh',
  stale: 'stale: what was known last goes on',
  strict: 'stale and strict: no new sessions',
  expired: 'expired: nobody is admitted',
}

function page({ agentVersion, running, computer, server, trust, policy, settings, conditions }: Shown, { paint }: Speaking): string {
  const age = policy.ageSeconds === null ? '' : `, confirmed ${duration(policy.ageSeconds)} ago`
  const revision = policy.revision === null ? '' : `revision ${policy.revision}, `
  const head = [
    ['Computer', `${computer.displayName} (${computer.name}) of team ${computer.team}`],
    ['Agent', `${computer.agentId}, version ${agentVersion}, ${running ? 'running' : 'not running'}`],
    ['Server', server],
    ['Trust', `root ${trust.root}, online key ${trust.serial} until ${trust.until.slice(0, 10)}; pinned ${trust.fingerprint}`],
    ['Policy', `${revision}${standings[policy.standing]}${age}`],
    ...(policy.expires === null ? [] : [['Expires', policy.expires]]),
  ].map(([name = '', value = '']) => `${paint(name.padEnd(10), 'bold')}${shown(value)}\n`)
  const rows = Object.entries(settings).map(([name, { value, origin, locked, enforcement, reason }]) => [
    ...[name, valueText(value), `${origin}${locked ? ', locked' : ''}`],
    `${enforcement ?? 'not known'}${reason === null ? '' : `: ${reason}`}`,
  ])
  const table = rows.length === 0 ? '' : `\n${tableOf([['SETTING', 'VALUE', 'ORIGIN', 'ENFORCEMENT'], ...rows])}`
  const told = conditions.map(
    ({ level, code, title, text, since }) =>
      `\n${paint(`${level}[${code}]`, tones[level], 'bold')}: ${paint(shown(title), 'bold')} (since ${since})\n${shown(text)}\n`,
  )
  return `${head.join('')}${table}${told.join('')}`
}

const valueText = (value: Json): string => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value))

/** The last column is as long as it is. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(shown))
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)))
  return cells
    .map((row) => `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd((widths[i] ?? 0) + 3))).join('')}\n`)
    .join('')
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`
}

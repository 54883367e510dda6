/** `splashtop-agent logs`: what happened on this device, as its log has it. */

import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { ProblemError, problem } from '../../schema/problem.ts'
import { type Command, textOf } from '../command.ts'
import { exit } from '../exit.ts'
import { type Entry, newest } from '../journal.ts'
import { type Speaking, shown } from '../speaking.ts'
import { LOG, openState, stateFolder } from '../state.ts'

const LOOK_EVERY_MS = 500
const [USUAL, MOST] = [50, 100_000]

export const logsCommand: Command = {
  name: 'logs',
  summary: 'show the log of this device',
  about:
    'Policies that were applied or refused, changes made here in vain, starts and ends. Each event has a number and is chained to the one before; the control plane has the same log.',
  arguments: [],
  options: [
    { flags: '-n, --lines COUNT', says: `the newest events (default: ${USUAL})` },
    { flags: '-f, --follow', says: 'go on with what happens' },
  ],
  examples: [
    { line: 'splashtop-agent logs -n 5', says: 'The newest five' },
    { line: 'splashtop-agent logs --follow --json', says: 'All that happens from now on, a JSON document a line' },
  ],
  async run(speaking, _, options) {
    const lines = textOf(options, 'lines') ?? String(USUAL)
    if (!/^\d{1,6}$/.test(lines) || Number(lines) > MOST)
      throw new ProblemError(problem('usage', `\`${lines}\` is no count of events.`, `Write a number up to ${MOST}.`))
    const { folder } = openState(stateFolder(textOf(options, 'state'), speaking.env))
    const log = join(folder, LOG)
    const entries = newest(log, Number(lines))
    if (options.follow !== true) {
      if (speaking.json) speaking.document({ version: 1, events: entries })
      else for (const entry of entries) speaking.out(line(entry, speaking))
      return exit.success
    }
    return follow(log, entries, speaking)
  },
}

async function follow(log: string, begun: readonly Entry[], speaking: Speaking): Promise<0> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) speaking.process.once(signal, onSignal)
  let shownUpTo = 0
  let entries = begun
  while (!stop.signal.aborted) {
    for (const entry of entries) {
      if (entry.number <= shownUpTo) continue
      speaking.out(speaking.json ? `${JSON.stringify(entry)}\n` : line(entry, speaking))
      shownUpTo = entry.number
    }
    await after(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined) // told to stop
    entries = newest(log, MOST)
  }
  return exit.success
}

function line({ number, time, event, details }: Entry, { paint }: Speaking): string {
  const said = Object.entries(details ?? {}).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return `${paint(String(number).padStart(5), 'dim')}  ${time}  ${paint(shown(event), 'bold')}${said.length === 0 ? '' : `  ${shown(said.join(' '))}`}\n`
}

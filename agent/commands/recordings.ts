/** `splashtop-agent recordings`: what was recorded of sessions, and whether it is still what was written, by its own chain and by the device's log. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { instant } from '../../protocol/instants.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { type Command, textOf } from '../command.ts'
import { verified } from '../engine/recording/chain.ts'
import { exit } from '../exit.ts'
import { newest } from '../journal.ts'
import { type Speaking, shown } from '../speaking.ts'
import { LOG, openState, RECORDINGS, stateFolder } from '../state.ts'

/** So many events of the log are looked through. */
const LOGGED = 100_000
const DIGEST = /^[0-9a-f]{64}$/

/** Of one recording. `unlogged` is one whose session runs, or was cut off, or that the log does not have any more. */
interface Judged {
  name: string
  /** When its last file was written. */
  time: string
  user: string | null
  bytes: number | null
  digest: string | null
  verdict: 'as logged' | 'unlogged' | 'changed'
  reason: string | null
}

export const recordingsCommand: Command = {
  name: 'recordings',
  summary: 'list the recordings of sessions, and tell whether they are as they were made',
  about:
    'Every part of a recording has the hash of all before it, and the log of this device the last one. A recording that is not as it was made, or not as the log has it, ends this with an error. One that was taken elsewhere is named by its folder, and its digest compared with that in `splashctl logs`.',
  arguments: [{ name: 'FOLDER', says: 'one recording, wherever it is' }],
  options: [{ flags: '--digest HEX', says: 'what the log has of it' }],
  examples: [
    { line: 'splashtop-agent recordings', says: 'Those of this device' },
    { line: 'splashtop-agent recordings ./8d1f… --digest 5a0c…', says: 'A copy, held against what `splashctl logs` says of it' },
  ],
  async run(speaking, [folder], options) {
    const digest = textOf(options, 'digest')
    if (digest !== undefined && (folder === undefined || !DIGEST.test(digest)))
      throw new ProblemError(
        problem('usage', '`--digest` is the 64 digits of one recording.', 'Write its folder, and the digest of its log.'),
      )
    const all =
      folder === undefined ? here(stateFolder(textOf(options, 'state'), speaking.env)) : [judged(folder, folder, { logged: digest })]
    if (speaking.json) speaking.document({ version: 1, recordings: all })
    else tell(all, speaking)
    return all.some(({ verdict }) => verdict === 'changed') ? exit.error : exit.success
  },
}

function here(at: string): Judged[] {
  const { folder } = openState(at)
  const recordings = join(folder, RECORDINGS)
  if (!existsSync(recordings)) return []
  const logged = new Map(
    newest(join(folder, LOG), LOGGED).flatMap(({ event, details }) =>
      event === 'session-recorded' ? [[String(details?.name), details]] : [],
    ),
  )
  return readdirSync(recordings, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => {
      const entry = logged.get(name)
      const [digest, user] = [entry?.digest, entry?.user].map((value) => (typeof value === 'string' ? value : undefined))
      return { ...judged(join(recordings, name), name, { logged: digest, runs: entry === undefined }), user: user ?? null }
    })
    .sort((a, b) => (a.time < b.time ? -1 : 1))
}

/** @param runs its session may still run */
function judged(folder: string, name: string, { logged, runs = false }: { logged: string | undefined; runs?: boolean }): Judged {
  const one = { name, time: lastOf(folder), user: null }
  try {
    const { digest, bytes } = verified(folder)
    const isOther = logged !== undefined && logged !== digest
    const verdict = isOther ? 'changed' : logged === undefined ? 'unlogged' : 'as logged'
    return { ...one, bytes, digest, verdict, reason: isOther ? 'It is whole, and another than the log has.' : null }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // Of a session that runs the last part is still on its way.
    return { ...one, bytes: null, digest: null, verdict: runs ? 'unlogged' : 'changed', reason }
  }
}

function lastOf(folder: string): string {
  try {
    return instant(Math.max(...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs), statSync(folder).mtimeMs))
  } catch (error) {
    throw new ProblemError(
      problem(
        'usage',
        `\`${shown(folder)}\` can not be read (${(error as NodeJS.ErrnoException).code ?? 'no reason'}).`,
        'Name the folder of a recording.',
      ),
    )
  }
}

const TONES = { 'as logged': 'green', unlogged: 'yellow', changed: 'red' } as const

function tell(all: readonly Judged[], { out, paint }: Speaking): void {
  if (all.length === 0) out('Nothing is recorded here.\n')
  for (const { name, time, user, bytes, digest, verdict, reason } of all) {
    const more = [user, bytes === null ? null : `${bytes} bytes`, digest, reason].filter((part) => part !== null).join('  ')
    out(`${time}  ${paint(shown(name), 'bold')}  ${paint(verdict, TONES[verdict])}${more === '' ? '' : `  ${shown(more)}`}\n`)
  }
}

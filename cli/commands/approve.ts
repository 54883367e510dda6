/** Lets computers in: those that wait for it, or (`--code`) the one that will come with a code of its own. */
import { resolve } from 'node:path'
import { ProblemError, problem } from '../../schema/problem.ts'
import { openRemote } from '../backend.ts'
import { type Command, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit } from '../exit.ts'
import { type PrivateFile, privateFile } from '../private-file.ts'
import { findProject } from '../request.ts'
import { table } from '../table.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

export const approve: Command = {
  name: 'approve',
  summary: 'Let computers in that wait to enrol, or refuse them',
  about:
    'Who enrols has to wait where its package asks for approval, and where it says that it is a computer which is there already: host names and device ids are claims. Without a NAME it lists who waits, each with the fingerprint of its key. Compare that with what the installation itself shows (`splashtop-agent status`), then let it in by its name, or refuse it for good by `--deny`. Where the computer had an installation before, that one is cut off. With `--code` it makes a one-time code for a computer that is declared or enrolled: whoever installs with it within a day is that computer, and nobody has to wait.',
  arguments: [{ name: 'NAME', says: 'the computer, as the list calls it', namesOf: 'computers' }],
  options: [
    { flags: '--fingerprint FINGERPRINT', says: 'which installation, where several wait for one computer' },
    { flags: '--deny', says: 'refuse it for good' },
    { flags: '--code', says: 'make a one-time code for the computer instead' },
    { flags: '--out FILE', says: 'of --code: write the code to a new file (0600) instead of showing it' },
  ],
  examples: [
    { line: 'splashctl approve', says: 'who waits?' },
    { line: 'splashctl approve par-rnd-gpu-04', says: 'let it in' },
    { line: 'splashctl approve par-rnd-gpu-04 --code', says: 'for an installation that is yet to come' },
  ],
  async run(context, [name], options) {
    const [fingerprint, out] = [textOption(options, 'fingerprint'), textOption(options, 'out')]
    const [deny, code] = [options.deny === true, options.code === true]
    if (name === undefined && (deny || code || fingerprint !== undefined))
      throw usage('It needs the name of a computer.', 'Run `splashctl approve`, which lists who waits, then name one.')
    if (code && (deny || fingerprint !== undefined))
      throw usage('A code is for an installation that is yet to come.', 'Leave `--deny` and `--fingerprint` out.')
    if (out !== undefined && !code) throw usage('`--out` is where a code is written.', 'Leave it out, or add `--code`.')
    const remote = await openRemote(context, await findProject(context))
    const file = out === undefined ? undefined : privateFile(resolve(context.folder, out))
    try {
      if (name === undefined) return listed(context, await remote.devices.waiting())
      if (code) return made(context, name, await remote.devices.code(name), file)
      const waited = await remote.devices.decide({ computer: name, deny, ...(fingerprint !== undefined && { fingerprint }) })
      context.progress.end()
      if (context.json) context.document({ version: 1, decided: waited, approved: !deny })
      else
        context.out.write(
          `${visibleLine(waited.computer)} is ${deny ? 'refused' : 'let in'}: ${visibleLine(waited.hostname)}, ${waited.fingerprint}.\n`,
        )
      return exit.success
    } catch (error) {
      file?.drop()
      throw error
    } finally {
      await remote.close()
    }
  },
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

type Waiting = Awaited<ReturnType<Awaited<ReturnType<typeof openRemote>>['devices']['waiting']>>

function listed(context: Context, waiting: Waiting): ExitCode {
  context.progress.end()
  if (context.json) context.document({ version: 1, waiting })
  else if (waiting.length === 0) context.err.write('Nobody waits.\n')
  else
    context.out.write(
      table(
        ['COMPUTER', 'FINGERPRINT', 'HOST', 'SYSTEM', 'SINCE', 'FROM', 'PACKAGE', 'REPLACES'],
        waiting.map((one) => [
          ...[one.computer, one.fingerprint, one.hostname, one.os, toTheSecond(one.at)],
          ...[one.address ?? '', one.package ?? '', one.replaces ? 'an installation' : ''],
        ]),
        context.out,
      ),
    )
  return exit.success
}

function made(
  context: Context,
  computer: string,
  { code, expires }: { code: string; expires: string },
  file: PrivateFile | undefined,
): ExitCode {
  file?.write(`${code}\n`)
  context.progress.end()
  if (context.json) {
    context.document({ version: 1, computer, expires, ...(file ? { file: file.path } : { code }) })
    return exit.success
  }
  context.err.write(
    `A code for ${visibleLine(computer)}, for one installation, until ${toTheSecond(expires)}${file ? `; it is in ${visibleLine(file.path)}.\n` : ':\n'}`,
  )
  if (!file) context.out.write(`${code}\n`)
  return exit.success
}

/** The link to a session: made here, where one is signed in, and opened in a browser, which is not. */
import { spawn } from 'node:child_process'
import type { Remote } from '../../providers/control-plane/over-http.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { openRemote } from '../backend.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { exit } from '../exit.ts'
import { findProject } from '../request.ts'
import { pass } from '../second-step.ts'
import { visibleLine } from '../visible.ts'

/** What opens an address on each system. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

export const connect: Command = {
  name: 'connect',
  summary: 'Make a link to a session on a computer, for a browser',
  about:
    'Asks whether you may reach the computer at this moment, and writes a link that opens one session, once, within a minute. The page shows the desktop; why a session is refused, or ended, it says. Whoever has the link is you for as long: hand it to nobody.',
  arguments: [{ name: 'COMPUTER', says: 'the computer', required: true, namesOf: 'computers' }],
  options: [{ flags: '--open', says: 'open the link in the browser of this desktop' }],
  examples: [
    { line: 'splashctl connect bench-1', says: 'write the link' },
    { line: 'splashctl connect bench-1 --open', says: 'open it at once' },
  ],
  async run(context, [name = ''], options) {
    const remote = await openRemote(context, await findProject(context))
    try {
      const { url, expires } = await linked(context, remote, name)
      context.progress.end()
      if (options.open === true) await opened(url, context.env)
      if (context.json) context.document({ version: 1, computer: name, url, expires })
      else if (options.open === true) context.out.write(`A session on ${visibleLine(name)} is opened in the browser.\n`)
      else context.out.write(`${url}\n`)
      return exit.success
    } finally {
      await remote.close()
    }
  },
}

/** On a terminal, where only the second step is missing, it is asked for there and then. */
async function linked(context: Context, { devices, twoStep }: Remote, name: string): Promise<{ url: string; expires: string }> {
  try {
    return await devices.link(name)
  } catch (error) {
    const needed = error instanceof ProblemError && error.problems[0]?.code === 'two-step-needed'
    if (!needed || context.json || !context.stdin.isTTY || (await twoStep.state()).since === null) throw error
    context.progress.end()
    await pass(context, twoStep, undefined)
    return devices.link(name)
  }
}

/** Until the opener runs: what becomes of the browser is not waited for. */
async function opened(url: string, env: NodeJS.ProcessEnv): Promise<void> {
  const [program = '', ...args] = openers[process.platform] ?? []
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawn(program, [...args, url], { env, stdio: 'ignore', detached: true })
  child.once('spawn', resolve)
  child.once('error', reject)
  try {
    await promise
  } catch (error) {
    throw new ProblemError(
      problem('usage', `The browser can not be opened: ${(error as Error).message}.`, 'Leave `--open` out, and open the link by hand.'),
      { cause: error },
    )
  }
  child.unref()
}

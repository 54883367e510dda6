/** The link to a session: made here, where one is signed in, and opened in a browser, which is not. */
import { spawn } from 'node:child_process'
import { ProblemError, problem } from '../../schema/problem.ts'
import { openRemote } from '../backend.ts'
import type { Command } from '../command.ts'
import { exit } from '../exit.ts'
import { findProject } from '../request.ts'
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
      const { url, expires } = await remote.devices.link(name)
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

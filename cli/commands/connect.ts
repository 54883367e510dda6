/** The link to a session: made here, where one is signed in, and opened in the browser of this desktop, which is not. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
  summary: 'Open a session on a computer in the browser',
  about:
    'Asks whether you may reach the computer at this moment, and makes a link that opens one session, once, within a minute. On a terminal of a desktop it is opened in the browser, else written. The page shows the desktop of the computer; why a session is refused, or ended, it says. Whoever has the link is you for as long: hand it to nobody.',
  arguments: [{ name: 'COMPUTER', says: 'the computer', required: true, namesOf: 'computers' }],
  options: [
    { flags: '--open', says: 'open it in the browser, also where this is no terminal of a desktop' },
    { flags: '--print', says: 'write the link alone, and open nothing' },
  ],
  examples: [
    { line: 'splashctl connect bench-1', says: 'open a session in the browser' },
    { line: 'splashctl connect bench-1 --print', says: 'write the link, for a browser elsewhere' },
  ],
  async run(context, [name = ''], options) {
    const remote = await openRemote(context, await findProject(context))
    try {
      const { url, expires } = await linked(context, remote, name)
      context.progress.end()
      const isOpened = await opening(context, url, options.print === true ? false : options.open === true || undefined)
      if (context.json) context.document({ version: 1, computer: name, url, expires })
      else if (isOpened)
        context.out.write(
          `A session on ${visibleLine(name)} opens in the browser. Where nothing does, open this, within a minute:\n\n  ${url}\n`,
        )
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

/** Whether it is opened. Who asked for that is told why it can't be; who did not has the link. */
async function opening({ json, out, env }: Context, url: string, wish: boolean | undefined): Promise<boolean> {
  const hasDesktop = process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  if (!(wish ?? (out.terminal && !json && hasDesktop))) return false
  try {
    await opened(url, env)
    return true
  } catch (error) {
    if (wish === undefined) return false
    throw new ProblemError(
      problem('usage', `The browser can not be opened: ${(error as Error).message}.`, 'Use `--print`, and open the link by hand.'),
      { cause: error },
    )
  }
}

/** Until the opener runs: what becomes of the browser is not waited for. */
async function opened(url: string, env: NodeJS.ProcessEnv): Promise<void> {
  const [program = '', ...args] = openers[process.platform] ?? []
  const child = spawn(program, [...args, url], { env, stdio: 'ignore', detached: true })
  await once(child, 'spawn')
  child.unref()
}

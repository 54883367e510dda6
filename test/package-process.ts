/**
 * The package in a process that stays: each message is a command line, which the built program runs as it does when it is started with it, and the answer is
 * how that ended; none ends it. What the program imports is looked for from where it stands, which is not this checkout.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installed, runWithin } from './splashctl.ts'

const { main } = await import(pathToFileURL(join(installed, 'dist', 'splashctl.js')).href)
process.on('message', async (args: string[]) => {
  if (args.length === 0) process.disconnect?.()
  else process.send?.(await runWithin(args, process.cwd(), process.env, main))
})
process.send?.('begun')

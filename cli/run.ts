/** One run: parse the command line, run the command, show its Problems, give the exit code. */
import { understood } from '../schema/command-line.ts'
import { asProblems, didYouMean, ProblemError, problem } from '../schema/problem.ts'
import { type Command, commands, type Options } from './command.ts'
import { type Context, makeContext } from './context.ts'
import { type ExitCode, exit, exitOf } from './exit.ts'
import { splitWords } from './words.ts'

export async function run(process: NodeJS.Process, argv: readonly string[]): Promise<ExitCode> {
  let context: Context | undefined
  const { name, rest, json } = splitWords(argv)
  try {
    if (name === undefined) return await help(process, rest)
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!load)
      throw new ProblemError(
        problem(
          'unknown-command',
          `\`${name}\` is not a command of splashctl${didYouMean(name, Object.keys(commands)) || '.'}`,
          'Run `splashctl --help` for the list of commands.',
        ),
      )
    const command = await load()
    const { parserOf } = await import('./parser.ts')
    const parser = parserOf(command, process)
    if (!understood(() => parser.parse(rest, { from: 'user' }), parser.name())) return exit.success
    const options = parser.opts<Options>()
    context = makeContext(process, {
      directory: options.directory as string | undefined,
      json: options.json === true,
      color: options.color as string | undefined,
      makesFolder: command.makesFolder,
    })
    return await command.run(context, parser.args, options)
  } catch (error) {
    return await fail(process, context, json, error)
  } finally {
    context?.progress.end()
    context?.interruption.stop()
  }
}

async function fail(process: NodeJS.Process, context: Context | undefined, json: boolean, error: unknown): Promise<ExitCode> {
  if (process.env.SPLASHTOP_DEBUG === '1' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  // The commit was asked to stop and did, before it wrote anything.
  if (context?.interruption.signal.aborted && error === context.interruption.signal.reason) {
    context.progress.end()
    if (!context.json) context.err.write('Interrupted: nothing was applied.\n')
    return context.interruption.code ?? exit.interrupted
  }
  const problems = asProblems(error)
  const speaking = context ?? makeContext(process, { directory: undefined, json, color: undefined })
  if (speaking.failing) await speaking.failing(problems)
  else if (speaking.json) speaking.document({ version: 1, problems })
  else speaking.report(problems)
  if (!context) speaking.interruption.stop()
  return exitOf(problems)
}

async function help(process: NodeJS.Process, rest: readonly string[]): Promise<ExitCode> {
  const { overview } = await import('./parser.ts')
  const unknown = rest.find((word) => word.startsWith('-') && !['-h', '--help'].includes(word))
  if (unknown !== undefined)
    throw new ProblemError(
      problem('usage', `\`${unknown}\` is not an option of splashctl itself.`, 'Name a command first; `splashctl --help` lists them.'),
    )
  const all: Command[] = await Promise.all(Object.values(commands).map((load) => load()))
  const asked = rest.length > 0
  ;(asked ? process.stdout : process.stderr).write(await overview(all, process))
  return asked ? exit.success : exit.error
}

/** The command line, made from the words of the commands, and their help. Complaints of the parser become Problems like all others. */
import { Argument, Option, Command as Parser } from 'commander'
import { understood } from '../schema/command-line.ts'
import { asProblems, didYouMean, ProblemError, problem } from '../schema/problem.ts'
import { type Command, commands, everywhere, inner, type Options } from './command.ts'
import { type ExitCode, exit } from './exit.ts'
import { speaking } from './speaking.ts'

export async function parse(process: NodeJS.Process, words: readonly string[]): Promise<ExitCode> {
  const said = speaking(process, words.includes('--json'))
  try {
    const [name, rest] = words[0] === 'help' ? [words[1], ['--help']] : [words[0], words.slice(1)]
    if (name === undefined || name === '--help' || name === '-h') {
      ;(name === undefined && words.length === 0 ? said.err : said.out)(await overview())
      return name === undefined && words.length === 0 ? exit.error : exit.success
    }
    const all = { ...commands, ...inner }
    const load = Object.hasOwn(all, name) ? all[name] : undefined
    if (!load)
      throw new ProblemError(
        problem(
          'unknown-command',
          `\`${name}\` is not a command of splashtop-agent${didYouMean(name, Object.keys(commands)) || '.'}`,
          'Run `splashtop-agent --help` for the list of commands.',
        ),
      )
    const command = await load()
    const parser = parserOf(command, said.out)
    if (!understood(() => parser.parse(rest, { from: 'user' }), parser.name())) return exit.success
    return await command.run(said, parser.args, parser.opts<Options>())
  } catch (error) {
    if (process.env.SPLASHTOP_DEBUG === '1' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    said.problems(asProblems(error))
    return exit.error
  }
}

function parserOf(command: Command, out: (text: string) => void): Parser {
  const parser = dressed(new Parser(`splashtop-agent ${command.name}`), out).description(`${command.summary}\n\n${command.about}`.trim())
  for (const { name, says, required } of command.arguments) parser.addArgument(new Argument(required ? `<${name}>` : `[${name}]`, says))
  for (const { flags, says } of [...command.options, ...everywhere])
    parser.addOption(new Option(flags.replace(/ ([A-Z]+)$/, ' <$1>'), says))
  const examples = command.examples.map(({ line, says }) => `  # ${says}\n  ${line}`)
  return parser.addHelpText('after', `\nExamples:\n${examples.join('\n\n')}`)
}

const dressed = (parser: Parser, out: (text: string) => void): Parser =>
  parser
    .exitOverride()
    .helpOption('-h, --help', 'show this page')
    .configureOutput({ writeErr() {}, outputError() {}, writeOut: out, getOutHelpWidth: () => 100 })

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  let text = ''
  const parser = dressed(new Parser('splashtop-agent'), (part) => (text += part))
    .usage('COMMAND [options]')
    .description('The agent on each computer: enrols it, holds its policy, enforces it, and says so.')
    .option('-V, --version', 'show the version')
    .helpCommand(false)
    .addHelpText('after', '\n`splashtop-agent COMMAND --help` shows a command’s options and examples.')
  for (const { name, summary } of all) parser.addCommand(new Parser(name).description(summary).usage('').helpOption(false))
  parser.outputHelp()
  return text
}

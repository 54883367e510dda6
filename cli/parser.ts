/** The command line of a command, made from its words; and the page that `splashctl --help` shows. */
import { Argument, Option, Command as Parser } from 'commander'
import { type Command, everywhere, type OptionWords } from './command.ts'
import { type Surface, surface } from './terminal.ts'

export function parserOf(command: Command, process: NodeJS.Process): Parser {
  const out = surface(process.stdout, process.env, 'auto')
  const parser = dressed(new Parser(`splashctl ${command.name}`), out)
  parser.description(`${command.summary}\n\n${command.about}`.trim())
  for (const words of command.arguments) {
    const shape = `${words.name}${words.variadic ? '...' : ''}`
    const argument = new Argument(words.required ? `<${shape}>` : `[${shape}]`, words.says)
    if (words.choices) argument.choices([...words.choices])
    parser.addArgument(argument)
  }
  for (const words of [...command.options, ...everywhere]) parser.addOption(optionOf(words))
  const examples = command.examples.map(({ line, says }) => `  ${out.paint(`# ${says}`, 'dim')}\n  ${line}`)
  parser.addHelpText('after', `\n${out.paint('Examples:', 'bold')}\n${examples.join('\n\n')}`)
  return parser
}

function optionOf(words: OptionWords): Option {
  const [, long = '', placeholder] = /(--[a-z-]+)(?: ([A-Z=a-z]+))?$/.exec(words.flags) ?? []
  const flags = placeholder ? words.flags.replace(` ${placeholder}`, ` <${placeholder}>`) : words.flags
  const option = new Option(flags, words.says)
  if (words.choices) option.choices([...words.choices])
  if (words.repeated) option.argParser((value: string, former: string[] | undefined) => [...(former ?? []), value])
  if (long.startsWith('--no-')) throw new TypeError(`${long}: an option says what it turns on`)
  return option
}

const dressed = (parser: Parser, out: Surface): Parser =>
  parser
    .exitOverride()
    .helpOption('-h, --help', 'show this page')
    // Complaints are shown as Problems by whoever catches them.
    .configureOutput({
      writeErr() {},
      outputError() {},
      writeOut: (text) => out.write(text),
      getOutHelpWidth: () => Math.min(out.width, 100),
    })
    .configureHelp({
      styleTitle: (title) => out.paint(title, 'bold'),
      // Words say the choices themselves; commander would say them again.
      optionDescription: (option) => option.description,
      argumentDescription: (argument) => argument.description,
    })

/** The page of the whole program. */
export async function overview(all: readonly Command[], process: NodeJS.Process): Promise<string> {
  const out = surface(process.stdout, process.env, 'auto')
  const parser = dressed(new Parser('splashctl'), out)
  parser
    .usage('COMMAND [options]')
    .description('Remote access run from Git: declare an organisation in YAML or TypeScript, plan it, apply it, audit it.')
  for (const command of all) parser.addCommand(new Parser(command.name).description(command.summary).usage('').helpOption(false))
  for (const words of everywhere) parser.addOption(optionOf(words))
  parser.option('-V, --version', 'show the version').helpCommand(false)
  parser.addHelpText('after', `\n\`splashctl COMMAND --help\` shows a command's options and examples.`)
  let text = ''
  parser.configureOutput({ writeOut: (part) => (text += part) })
  parser.outputHelp()
  return text
}

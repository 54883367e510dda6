/** Writes a completion script for a shell, made from the same words as the commands themselves. */
import { type Command, commands } from '../command.ts'
import { type Shell, scriptFor, shells } from '../completion-scripts.ts'
import { exit } from '../exit.ts'

export const completion: Command = {
  name: 'completion',
  summary: 'Write a completion script for a shell',
  about: 'The script goes to stdout; have your shell read it when it starts.',
  arguments: [{ name: 'SHELL', says: 'bash, zsh or fish', required: true, choices: shells }],
  options: [],
  examples: [
    { line: 'source <(splashctl completion bash)', says: 'in ~/.bashrc' },
    { line: 'splashctl completion zsh > ~/.zsh/completions/_splashctl', says: 'once, for zsh; the folder must be in fpath' },
    { line: 'splashctl completion fish > ~/.config/fish/completions/splashctl.fish', says: 'once, for fish' },
  ],
  async run(context, [shell = 'bash']) {
    const all = await Promise.all(Object.values(commands).map((load) => load()))
    const script = scriptFor(shell as Shell, all)
    if (context.json) context.document({ version: 1, shell, script })
    else context.out.write(script)
    return exit.success
  },
}

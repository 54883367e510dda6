/** Reading a token: from a file, from stdin, or typed on a terminal, which does not show it. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { ProblemError, problem } from '../schema/problem.ts'
import type { Context } from './context.ts'

/** @param file a path, `-` for stdin, or undefined to ask */
export async function readToken(context: Context, file: string | undefined, question: string): Promise<string> {
  const said = file === undefined && context.stdin.isTTY ? await typed(context, question) : await given(context, file ?? '-')
  const token = said.trim()
  if (token !== '') return token
  throw new ProblemError(problem('usage', 'No token was given.', 'Give the file that holds it: `--token-file FILE`, `-` for stdin.'))
}

async function given(context: Context, file: string): Promise<string> {
  if (file === '-') return text(context.stdin)
  try {
    return await readFile(resolve(context.folder, file), 'utf8')
  } catch (error) {
    throw new ProblemError(
      problem('usage', `\`${file}\` can't be read (${(error as NodeJS.ErrnoException).code}).`, 'Name the file that holds the token.'),
    )
  }
}

/** Nothing of what is typed is shown; Enter ends it, Ctrl-C the program. */
async function typed({ stdin, err, interruption }: Context, question: string): Promise<string> {
  err.write(question)
  stdin.setRawMode(true)
  interruption.atExit(() => stdin.setRawMode(false))
  let read = ''
  try {
    for await (const part of stdin)
      for (const letter of String(part)) {
        if (letter === '\r' || letter === '\n' || letter === '\u0004') return read
        if (letter === '\u0003') process.kill(process.pid, 'SIGINT')
        else if (letter === '\u007f') read = read.slice(0, -1)
        else read += letter
      }
    return read
  } finally {
    stdin.setRawMode(false)
    err.write('\n')
  }
}

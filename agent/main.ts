/** The program: which command, with which options, and what becomes of whatever it complains about. A command loads only what it runs. */
import { version } from './version.ts'

export async function main(process: NodeJS.Process): Promise<void> {
  const words = process.argv.slice(2)
  if (words[0] === '--version' || words[0] === '-V' || words[0] === 'version') {
    process.stdout.write(`${version}\n`)
    return
  }
  const { parse } = await import('./parsing.ts')
  const code = await parse(process, words)
  // Output that failed to be written is a failure whatever else went well.
  if (!process.exitCode) process.exitCode = code
}

/**
 * `npm run new -- kind Printer` begins a kind, command, rule or provider: its file, its test, its line in the list of its like, and an
 * example, in the form that the others have. All of it passes `npm run check` as it stands, so whoever goes on from there knows whose
 * mistake the first red line is. It overwrites nothing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newCommand } from './new/command.ts'
import { newKind } from './new/kind.ts'
import { newProvider } from './new/provider.ts'
import { newRule } from './new/rule.ts'
import { Refusal, type Scaffold } from './new/scaffold.ts'

const root = dirname(import.meta.dirname)
const scaffolds: Readonly<Record<string, Scaffold>> = { kind: newKind, command: newCommand, rule: newRule, provider: newProvider }
const USAGE = 'npm run new -- kind Printer | command prune | rule two-admins | provider remote'

const tool = (name: string): string => join(root, 'node_modules', '.bin', name)
function must(program: string, ...args: string[]): void {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Refusal(`${program} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}.`)
}

try {
  const [what = '', name = '', ...more] = process.argv.slice(2)
  const scaffold = Object.hasOwn(scaffolds, what) ? scaffolds[what] : undefined
  if (!scaffold || name === '' || more.length > 0) throw new Refusal(USAGE)
  const { made, edited, renew = [], next, open } = scaffold(name, (path) => readFileSync(join(root, path), 'utf8'))
  const there = Object.keys(made).find((path) => existsSync(join(root, path)))
  if (there !== undefined) throw new Refusal(`${there} is there already.`)
  const files = Object.entries({ ...made, ...edited })
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(path in made ? `made     ${path}` : `edited   ${path}`)
  }
  // Sorts the imports, too.
  const code = files.map(([path]) => path).filter((path) => path.endsWith('.ts'))
  must(tool('biome'), 'check', '--write', ...code)
  must(process.execPath, 'scripts/generate.ts')
  for (const test of renew) must(tool('vitest'), 'run', test, '--update')
  console.log(`\nIt passes \`npm run check\` as it is. Now open ${open}.`)
  for (const line of next) console.log(`- ${line}`)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}

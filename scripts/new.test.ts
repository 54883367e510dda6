import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkout, run } from '../test/splashctl.ts'
import { newCommand } from './new/command.ts'
import { newKind } from './new/kind.ts'
import { newProvider } from './new/provider.ts'
import { newRule } from './new/rule.ts'
import { Refusal, type Scaffold } from './new/scaffold.ts'

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-'))
})
afterAll(() => rmSync(copy, { recursive: true }))

const here = (path: string): string => readFileSync(join(checkout, path), 'utf8')

test.each<[string, Scaffold, string]>([
  ['kind', newKind, 'printer'],
  ['kind', newKind, 'Print-Queue'],
  ['kind', newKind, 'User'],
  ['kind', newKind, 'USER'],
  ['kind', newKind, 'List'],
  ['kind', newKind, 'Proxy'],
  ['kind', newKind, '../Printer'],
  ['command', newCommand, 'Prune'],
  ['command', newCommand, 'plan'],
  ['command', newCommand, 'help'],
  ['command', newCommand, 'progress'],
  ['command', newCommand, 'a--b'],
  ['rule', newRule, 'too-many-deletes'],
  ['rule', newRule, 'empty-group'],
  ['rule', newRule, 'two_admins'],
  ['provider', newProvider, 'memory'],
  ['provider', newProvider, '../memory'],
])('no %s is begun as one that exists or is no name', (_, scaffold, name) => {
  expect(() => scaffold(name, here)).toThrow(Refusal)
})

test('what a scaffold makes needs no formatting and has the right types, whatever the name', async () => {
  const ignored = new Set(['node_modules', 'dist', '.git', '.splashtop'])
  cpSync(checkout, copy, { recursive: true, filter: (path) => !path.split(sep).some((part) => ignored.has(part)) })
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'))
  const ended = { code: 0, stderr: expect.not.stringContaining('━━') }
  const paths: string[] = []
  const tool = (name: string, ...args: string[]) => run(join(checkout, 'node_modules', '.bin', name), args, copy, process.env)

  const begun: [Scaffold, string][] = [
    [newKind, 'Weathervane'],
    [newKind, 'Quarry'],
    [newCommand, 'yodel'],
    [newCommand, 'yield'],
    [newCommand, 'dry-yodel'],
    [newRule, 'two-yodels'],
    [newProvider, 'far-valley'],
  ]
  for (const [scaffold, name] of begun) {
    const { made, edited, open } = scaffold(name, (path) => readFileSync(join(copy, path), 'utf8'))
    expect(Object.keys(made)).toContain(open)
    for (const [path, text] of Object.entries({ ...made, ...edited })) {
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      writeFileSync(join(copy, path), text)
      paths.push(path)
    }
  }
  const code = [...new Set(paths.filter((path) => path.endsWith('.ts')))]
  expect(await tool('biome', 'check', '--write', ...code)).toMatchObject(ended)
  expect(await tool('biome', 'ci', '--error-on-warnings', ...code)).toMatchObject(ended)
  expect(await run(process.execPath, ['scripts/generate.ts'], copy, process.env)).toMatchObject(ended)
  // One file is wrong, to see that wrong types are seen.
  writeFileSync(join(copy, 'schema', 'wrong.ts'), "import { Weathervane } from './kinds/Weathervane.ts'\n\nWeathervane.name = 1\n")
  // These, and whatever they lead to: of the others nothing is asked.
  const asked = { extends: './tsconfig.json', include: [], files: [...code, 'schema/wrong.ts'] }
  writeFileSync(join(copy, 'asked.json'), JSON.stringify(asked))
  const faults = (await tool('tsc', '--noEmit', '--singleThreaded', '-p', 'asked.json')).stdout.split('\n')
  const of = (path: string) => faults.filter((line) => line.startsWith(`${path}(`))
  expect(code.flatMap(of)).toEqual([])
  expect(of('schema/wrong.ts')).toHaveLength(1)
})

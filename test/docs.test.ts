/** Pages lie as soon as the code moves on and nobody looks. What can be looked up in them is looked up here. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../cli/command.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (name: string) => readFileSync(path.join(root, name), 'utf8')
const pages = [
  'README.md',
  'bench/README.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
]
  .filter((name) => name.endsWith('.md'))
  .sort()

it.each(pages)('%s links to nothing that is not there', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g)].map((match) => match[1] as string)
  const local = links.filter((link) => !/^[a-z]+:/.test(link))
  expect(local.filter((link) => !existsSync(path.resolve(root, path.dirname(page), link)))).toEqual([])
})

it('README.md shows no command that splashctl does not have', () => {
  const shown = [...read('README.md').matchAll(/(?:npx |`|\$\()splashctl (?:-C \S+ )?([a-z-]+)\b/g)].map((match) => match[1] as string)
  expect(shown.length).toBeGreaterThan(5)
  expect([...new Set(shown)].filter((name) => !(name in commands))).toEqual([])
})

describe('docs/lifecycle.md', () => {
  /** `| function → function | file, file | … |`, a dash for each level that it is deeper. */
  const rows = [...read('docs/lifecycle.md').matchAll(/^\| (.+?) \| (`[^|]+) \| .+ \|$/gm)].map(([, functions = '', files = '']) => ({
    functions: [...functions.matchAll(/`(\w+)/g)].map((match) => match[1] as string),
    files: [...files.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string),
  }))

  it('names files that are there', () => {
    expect(rows.length).toBeGreaterThan(25)
    expect(rows.flatMap(({ files }) => files).filter((name) => !existsSync(path.join(root, name)))).toEqual([])
  })

  it('names every file by which something runs in another thread', () => {
    const sources = readdirSync(path.join(root, 'reconciler'), { recursive: true, encoding: 'utf8' })
    const threads = sources.filter((name) => /(?<!\.test)\.ts$/.test(name) && read(`reconciler/${name}`).includes("'node:worker_threads'"))
    expect(threads.length).toBeGreaterThan(1)
    const page = read('docs/lifecycle.md')
    expect(threads.filter((name) => !page.includes(path.basename(name)))).toEqual([])
  })

  it('names functions that are in those files', () => {
    const sources = (name: string): string =>
      name.endsWith('/')
        ? readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' })
            .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
            .map((file) => read(`${name}${file}`))
            .join('\n')
        : read(name)
    const missing = rows.flatMap(({ functions, files }) => {
      const text = files.map(sources).join('\n')
      return functions.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)).map((name) => `${name} in ${files.join(', ')}`)
    })
    expect(missing).toEqual([])
  })
})

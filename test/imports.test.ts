/**
 * The architecture, kept: which room may import which, and why not the others; what no file may be called; how many escapes from the
 * type checker, the linter and the tests there are. docs/architecture.md draws the same table for readers.
 *
 * Whoever breaks a line of it reads the reason here. If the reason no longer holds, this table changes first, in a review of its own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** What a room may import beside itself, in the order in which things flow; and what would be lost if it imported more. */
const rooms: Record<string, { may: readonly string[]; why: string }> = {
  schema: {
    may: [],
    why: 'schema/ is the language that all others speak. If it knew any of them, no kind could be read, generated from or tested alone.',
  },
  effective: {
    may: ['schema'],
    why: 'effective/ is meaning: pure functions over a World that CLI, server and agent share. What it could reach, every computer would run.',
  },
  protocol: {
    may: ['schema'],
    why: 'protocol/ is what crosses the wire. Both ends import it, so it must depend on neither.',
  },
  reconciler: {
    may: ['schema', 'effective'],
    why: 'reconciler/ plans for any backend and takes guardrails as data. If it imported a provider or a rule, there would be one it can not do without.',
  },
  policies: {
    may: ['schema', 'effective', 'reconciler/types.ts'],
    why: 'A guardrail judges a plan that is handed to it. It neither makes plans nor asks the backend, so that it means the same everywhere.',
  },
  artefacts: {
    may: ['schema'],
    why: 'An artefact is made of a package, its code and nothing else: a pure function, of which a golden file says everything. What it could reach, a script that runs as root could be made of.',
  },
  providers: {
    may: ['schema', 'reconciler/types.ts'],
    why: 'A provider takes plans and never makes them: only then does the conformance suite say everything about it.',
  },
  'providers/control-plane': {
    may: ['schema', 'reconciler/types.ts', 'providers', 'server', 'protocol'],
    why: 'The control plane in process is our own server without the wire, and over HTTP with it; it still takes plans and never makes them.',
  },
  server: {
    may: ['schema', 'effective', 'protocol', 'reconciler/types.ts', 'reconciler/plan'],
    why: 'The server plans and checks with the reconciler’s pure half, and gets rules as an argument. It reads no files of a project and draws nothing on a terminal.',
  },
  agent: {
    may: ['schema', 'effective', 'protocol'],
    why: 'The agent runs on every computer, as root. It holds no store, no planner and no guardrail that an attacker could use there.',
  },
  console: {
    may: ['protocol', 'schema/generated'],
    why: 'The page speaks HTTP like any other client: whatever it can do, a script can do, and nothing of the server ends up in a browser.',
  },
  cli: {
    may: ['schema', 'effective', 'protocol', 'reconciler', 'policies', 'artefacts', 'providers', 'server', 'agent'],
    why: 'The CLI wires everything together, but a web page is no part of a terminal.',
  },
  bin: { may: ['cli', 'agent'], why: 'The launchers find a Node that is new enough and start a program; they know nothing else.' },
  scripts: {
    may: ['schema', 'cli', 'agent', 'reconciler', 'bench', 'server', 'effective', 'policies'],
    why: 'Scripts make files from what is declared elsewhere; they are not shipped, and nothing shipped imports them.',
  },
  'test/reference': {
    may: ['schema'],
    why: 'The judge of meaning is worth as much as it is independent: what it took over from effective/ it could no longer judge.',
  },
  bench: {
    may: ['schema', 'protocol', 'reconciler', 'server', 'providers', 'effective', 'cli', 'agent', 'test/reference'],
    why: 'The bench measures from outside; nothing shipped imports it.',
  },
}

/** Imports that the table forbids and that are right nevertheless. Each is a pair of one file and what it imports. */
const exceptions: Record<string, string> = {}

/** Names that say nothing about what is inside: whatever has no place ends up in them, and stays. */
const forbiddenNames = new Set(
  ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared', 'manager', 'managers', 'service', 'services'].flatMap((name) => [
    name,
    `${name}.ts`,
  ]),
)

/** Files named index.ts: barrels hide who needs what. These are lists with an order of their own. */
const lists = new Set(['schema/kinds/index.ts', 'server/store/migrations/index.ts'])

/** Modules outside schema/ and effective/ that serve one kind by nature. All other code treats all kinds alike. */
const oneKind: Record<string, string> = {
  'reconciler/plan/tests.ts': 'It asks the AccessTests; what else is local would have a file of its own.',
  'reconciler/plan/worlds.ts': 'It makes worlds of all kinds for the laws, each valid by construction; only tests import it.',
  'test/reference/worlds.ts': 'It makes worlds of all kinds for the judge of meaning; only tests and the soak import it.',
}

const ignored = new Set(['node_modules', 'dist', '.git', '.splashtop', 'coverage'])
function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : [name, ...walk(name)]
    return [name]
  })
}
const entries = walk('')
const files = entries.filter((name) => /\.(tsx?|js)$/.test(name) && !name.startsWith('schema/generated/'))
const texts = new Map(files.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]))
const isTest = (name: string) => name.endsWith('.test.ts') || (name.startsWith('test/') && !name.startsWith('test/reference/'))
const sources = files.filter((name) => !isTest(name))

/** The room of a file: the most particular one that the table knows. */
function roomOf(name: string): string | undefined {
  const parts = name.split('/')
  const two = parts.slice(0, 2).join('/')
  return two in rooms ? two : parts.length > 1 && (parts[0] as string) in rooms ? parts[0] : undefined
}
const within = (name: string, place: string) => name === place || name.startsWith(`${place}/`)

/** The modules that a file imports, types included. The formatter puts each static import at the beginning of a line, in single quotes. */
function imports(name: string): string[] {
  const text = texts.get(name) ?? ''
  const fixed = [...text.matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^'\n]+)'/gm)].map((match) => match[1] as string)
  const asked = [...text.matchAll(/\bimport\(\s*'([^'\n]+)'\s*\)/g)].map((match) => match[1] as string)
  return [...fixed, ...asked]
}
const resolve = (from: string, specifier: string): string | undefined =>
  specifier.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)) : undefined

describe('the rooms', () => {
  it('have a line in the table for every folder with code', () => {
    const homeless = sources.filter((name) => name.includes('/') && !roomOf(name) && !name.startsWith('examples/'))
    expect(homeless).toEqual([])
  })

  it('import only what the table allows', () => {
    const broken: string[] = []
    for (const name of sources) {
      const room = roomOf(name)
      if (!room) continue
      const { may, why } = rooms[room] as (typeof rooms)[string]
      for (const specifier of imports(name)) {
        const target = resolve(name, specifier)
        if (target === undefined || within(target, room)) continue
        if (may.some((place) => within(target, place)) || `${name} > ${target}` in exceptions) continue
        broken.push(`${name} imports ${target}, but ${room}/ may import only ${may.join(', ') || 'itself'}.\n    ${why}`)
      }
    }
    expect(broken).toEqual([])
  })

  it('have no exception that nobody needs', () => {
    const unused = Object.keys(exceptions).filter((pair) => {
      const [from = '', to = ''] = pair.split(' > ')
      return !imports(from).some((specifier) => resolve(from, specifier) === to)
    })
    expect(unused).toEqual([])
  })

  it('never import a test', () => {
    const found = sources.flatMap((name) =>
      imports(name).flatMap((to) => (isTest(resolve(name, to) ?? '') ? [`${name} imports ${to}`] : [])),
    )
    expect(found).toEqual([])
  })

  it('are read whole by this test: no import escapes its pattern', () => {
    const escaped = files.flatMap((name) => {
      const text = texts.get(name) ?? ''
      const begun = [...text.matchAll(/^import\s(?!\()/gm)].length
      const read = [...text.matchAll(/^import\s(?:[^'";]*?\sfrom\s)?'([^'\n]+)'/gm)].length
      return begun === read ? [] : [`${name}: ${begun} imports begin, ${read} were read`]
    })
    expect(escaped).toEqual([])
  })
})

describe('what is shipped', () => {
  const reached = new Set<string>()
  const queue = ['cli/main.ts', 'agent/main.ts']
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    for (const specifier of imports(name)) queue.push(...[resolve(name, specifier)].filter((to) => to !== undefined))
  }

  it("takes Node's HTTP by protocol/node-http.ts, which does not load all of `fetch` with it", () => {
    const importing = [...reached].filter((name) => /^import (?!type\b)[^;']*'node:http'/m.test(texts.get(name) ?? ''))
    expect(importing).toEqual([])
  })

  it('needs only packages that the page of dependencies lists as shipped', () => {
    expect(reached.size).toBeGreaterThan(50)
    // dist/ bundles them, so package.json has none that an installation would fetch; docs/dependencies.md says which they are, and why.
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> }
    expect(dependencies).toBeUndefined()
    const page = readFileSync(path.join(root, 'docs', 'dependencies.md'), 'utf8').split(/^## /m)
    const table = page.find((section) => section.startsWith('What is shipped')) ?? ''
    const shipped = new Set([...table.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]))
    const packageOf = (specifier: string) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[1] as string
    const missing = [...reached].flatMap((name) =>
      imports(name)
        .filter((to) => !to.startsWith('.') && !to.startsWith('node:') && !shipped.has(packageOf(to)))
        .map((to) => `${name} imports ${to}, which docs/dependencies.md does not list as shipped`),
    )
    expect(missing).toEqual([])
  })
})

describe('the names', () => {
  it('say what is inside', () => {
    expect(entries.filter((name) => forbiddenNames.has(path.posix.basename(name).toLowerCase()))).toEqual([])
  })

  it('hide no barrel behind index.ts', () => {
    expect(sources.filter((name) => path.posix.basename(name) === 'index.ts' && !lists.has(name))).toEqual([])
    expect(sources.filter((name) => /^export \* from/m.test(texts.get(name) ?? ''))).toEqual([])
  })

  it('are not a way to branch over kinds in general code', () => {
    const kinds = entries.flatMap((name) => /^schema\/kinds\/([A-Z]\w+)\.ts$/.exec(name)?.[1] ?? [])
    expect(kinds.length).toBeGreaterThan(1)
    const branch = new RegExp(`(?:kind|\\.name)\\s*[!=]==\\s*'(?:${kinds.join('|')})'|case '(?:${kinds.join('|')})'`)
    const found = sources.filter((name) => {
      if (/^(schema\/kinds|effective|policies|bench|scripts|examples)\//.test(name) || name in oneKind) return false
      return branch.test(texts.get(name) ?? '') || imports(name).some((to) => kinds.some((kind) => to.endsWith(`/kinds/${kind}.ts`)))
    })
    expect(found.filter((name) => name !== 'schema/kinds/index.ts')).toEqual([])
  })
})

describe('the files', () => {
  it('open with what they are for', () => {
    expect(sources.filter((name) => !/^(#![^\n]*\n)?(\/\*\*|\/\/)/.test(texts.get(name) ?? ''))).toEqual([])
  })

  it('have at most 400 lines, or say at their top why they are "long because" of something', () => {
    const long = files.filter((name) => {
      const text = texts.get(name) ?? ''
      return text.split('\n').length > 401 && !/long because/i.test(text.slice(0, 2000))
    })
    expect(long).toEqual([])
  })
})

describe('the escapes', () => {
  /** Raising a number is an act to be reviewed; lowering one is an achievement. Generated files aside. */
  const counts: Record<string, { pattern: RegExp; exactly: number; comments?: boolean }> = {
    'the type any': { pattern: /(?::|<|\bas|,)\s*any\b(?=[\s[\]>,;)=|&])/g, exactly: 0 },
    'a cast through unknown': { pattern: /\bas unknown as\b/g, exactly: 6 },
    'a cast to never': { pattern: /\bas never\b/g, exactly: 1 },
    'a linter told to look away': { pattern: /biome-ignore/g, exactly: 3, comments: true },
    'a compiler told to look away': { pattern: /@ts-(?:ignore|expect-error|nocheck)/g, exactly: 0, comments: true },
    // The HTML reports where there is no browser (in CI there must be one); the Debian package where there is no dpkg, and
    // where no machine of its own can be made for it; disks of an agent's own where nobody may mount one; sessions where there is
    // no display, encoder or browser (in CI there must be), by page, by viewers that are none, by
    // the hundred (bench/soak), the console, and between two networks, and from one to another, where nobody may make any.
    'a test that does not run': { pattern: /\b(?:it|test|describe)\.(?:skip|skipIf|todo|only|fails|runIf)\b/g, exactly: 15 },
  }
  const lines = (name: string, comments: boolean): string[] => {
    const text = texts.get(name) ?? ''
    const blank = (comment: string) => comment.replace(/[^\n]/g, '')
    return (comments ? text : text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(?<=^|\s)\/\/.*$/gm, blank)).split('\n')
  }
  it.each(Object.entries(counts))('are counted exactly: %s', (_, { pattern, exactly, comments = false }) => {
    const found = files
      .filter((name) => name !== 'test/imports.test.ts')
      .flatMap((name) =>
        lines(name, comments).flatMap((line, index) => [...line.matchAll(pattern)].map(() => `${name}:${index + 1}: ${line.trim()}`)),
      )
    expect(found.length, found.join('\n')).toBe(exactly)
  })
})

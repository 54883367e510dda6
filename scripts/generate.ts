/**
 * `npm run generate` makes everything that follows from the schemas and the registry of codes; `--check` makes nothing, compares, and names
 * what is stale. What it makes is the same on every machine.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { documents as agentDocuments } from '../agent/json.ts'
import { documents } from '../cli/json.ts'
import { kinds } from '../schema/kinds/index.ts'
import { projectSchema } from '../schema/project.ts'
import { openapi } from '../server/http/openapi.ts'
import { apiTypes } from './generate/api.ts'
import { declarations } from './generate/declarations.ts'
import { editorSchema } from './generate/editor.ts'
import { errorsPage, pages } from './generate/pages.ts'
import { policiesPage } from './generate/policies.ts'
import { types } from './generate/types.ts'
import { validators, validatorTypes } from './generate/validators.ts'

const root = dirname(import.meta.dirname)
/** Folders that hold nothing but what is made here: a file of theirs that isn't made any more goes. */
const own = ['schema/generated', 'docs/kinds']

async function generated(): Promise<Map<string, string>> {
  const declared = await declarations(kinds)
  return new Map([
    ['schema/generated/types.ts', await types(kinds)],
    ['schema/generated/declare.d.ts', declared],
    // The same as one text, for `splashctl init`, which writes it.
    ['schema/generated/declare.json', `${JSON.stringify(declared)}\n`],
    ['schema/generated/validators.js', await validators(kinds)],
    ['schema/generated/validators.d.ts', validatorTypes(kinds)],
    ['schema/generated/openapi.json', `${JSON.stringify(openapi(), null, 1)}\n`],
    ['schema/generated/api.ts', await apiTypes(openapi())],
    ['schema/generated/splashtop.schema.json', editorSchema(kinds, projectSchema)],
    ...Object.entries(documents).map(
      ([name, schema]) => [`schema/generated/cli/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`] as const,
    ),
    ...Object.entries(agentDocuments).map(
      ([name, schema]) => [`schema/generated/agent/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`] as const,
    ),
    ...pages(kinds),
    ['docs/errors.md', errorsPage()],
    ['docs/policies.md', policiesPage()],
  ])
}

function present(): string[] {
  return own.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [] // not made yet
      throw error
    }
  })
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const files = await generated()
const stale = [...files].filter(([path, text]) => current(path) !== text).map(([path]) => path)
const orphaned = present().filter((path) => !files.has(path))

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...orphaned]) console.error(`stale: ${path}`)
  if (stale.length + orphaned.length > 0) {
    console.error('Run `npm run generate`, and commit what it makes.')
    process.exitCode = 1
  }
} else {
  for (const path of orphaned) rmSync(join(root, path))
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), files.get(path) as string)
    console.log(path)
  }
}

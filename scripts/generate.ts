/**
 * `npm run generate` makes everything that follows from the schemas and the registry of codes; `--check` makes nothing, compares, and names
 * what is stale. What it makes is the same on every machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { kinds } from '../schema/kinds/index.ts'
import { projectSchema } from '../schema/project.ts'
import { types } from './generate/types.ts'
import { validators, validatorTypes } from './generate/validators.ts'

const root = dirname(import.meta.dirname)
const others = { Project: projectSchema }

async function generated(): Promise<Map<string, string>> {
  return new Map([
    ['schema/generated/types.ts', await types(kinds)],
    ['schema/generated/validators.js', await validators(kinds, others)],
    ['schema/generated/validators.d.ts', validatorTypes(kinds, others)],
  ])
}

const files = await generated()
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/**
 * What makes sense of the files: this program. What another made of them is not trusted, neither from the cache nor when a configuration
 * is recognised as applied.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The version. A test holds it equal to package.json. */
export const ENGINE = '0.1.0'

/**
 * The version; in a checkout of the program also the state of the code that reads and judges files, since who works on it changes it
 * under the same version. The published program is one file without these folders beside it.
 */
export const engineState = (): string => (known ??= stateOfCode())
/** What runs was read once; whatever is changed meanwhile is for the next one. */
let known: string | undefined

function stateOfCode(): string {
  const here = import.meta.dirname
  if (!import.meta.filename.endsWith('.ts')) return ENGINE
  const state = [here, join(here, '..', '..', 'schema')].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => {
        const { mtimeMs, size } = statSync(join(folder, name))
        return `${name} ${mtimeMs} ${size}`
      }),
  )
  return [ENGINE, ...state].join('\n')
}

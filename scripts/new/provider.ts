/**
 * A provider: one folder with its file, and the conformance suite as its test. It begins as a copy of the one that keeps a world in memory,
 * the plainest reading of the contract: whoever replaces it step by step always has a suite that was green a moment ago.
 */
import { camel, constant, pascal, Refusal, type Scaffold, slug, text } from './scaffold.ts'

export const newProvider: Scaffold = (name, read) => {
  slug(name)
  if (['memory', 'control-plane', 'conformance'].includes(name)) throw new Refusal(`providers/ has \`${name}\` already.`)
  const own = constant(name, 'Provider')
  const renamed = (part: string): string =>
    part
      .replaceAll("'memory'", `'${name}'`)
      .replaceAll('./memory.ts', `./${name}.ts`)
      .replace(/\bmemory\(/g, `${own}(`)
      .replace(/\bMemory\b/g, pascal(name))
      .replace(/\{ memory \}/g, `{ ${own} }`)
  const [, head = '', body = ''] = /^(\/\*\*[\s\S]*?\*\/\n)([\s\S]*)$/.exec(read('providers/memory/memory.ts')) ?? []
  if (head === '') throw new Refusal('providers/memory/memory.ts does not open with what it is for.')
  const opening = text`
    /**
     * Plans applied through ${name}. What it must do says the contract in reconciler/types.ts, of which providers/conformance.ts tries every
     * line. Until it speaks to a backend it keeps a world in memory.
     */
  `
  return {
    made: {
      [`providers/${name}/${name}.ts`]: opening + renamed(body),
      [`providers/${name}/${name}.test.ts`]: renamed(read('providers/memory/memory.test.ts')),
    },
    edited: {},
    open: `providers/${name}/${name}.ts`,
    next: [
      'docs/adding-a-provider.md says what is asked of it.',
      `Wire it in cli/backend.ts: nothing but the CLI knows which provider there is (\`${camel(own)}\`).`,
    ],
  }
}

/** A guardrail: one file in policies/, one test, and a line in the list of packs. */
import { behind, camel, Refusal, type Scaffold, slug, text } from './scaffold.ts'

export const newRule: Scaffold = (name, read) => {
  slug(name)
  if (new RegExp(`^ {2}'?${name}'?: `, 'm').test(read('schema/codes.ts')))
    throw new Refusal(`schema/codes.ts has a code \`${name}\`, and an id means one thing.`)
  const packs = read('policies/packs.ts')
  if (packs.includes(`from './${name}.ts'`)) throw new Refusal(`There is a guardrail \`${name}\` already.`)
  // A constant that no word of the language and nothing else of the list is called.
  const own = `${camel(name)}${/-/.test(name) ? '' : 'Rule'}`
  const rule = text`
    /** What must not happen, and what happened to whom before there was this guardrail (guide S5). */
    import type { Finding, Policy } from './policy.ts'

    export const ${own}: Policy = {
      id: '${name}',
      level: 'warning',
      title: 'A group is labelled as ${name}',
      about: {
        why: 'What goes wrong, for whom, and why nobody notices in time.',
        guide: ['S5'],
      },
      fix: 'Remove the label.',
      example: \`
    kind: Group
    metadata: {name: crew, labels: {${name}: 'yes'}}
    spec: {type: users}
    \`,
      packs: ['strict'],
      *find({ after }): Iterable<Finding> {
        for (const group of after.of('Group'))
          if (group.labels['${name}'] === 'yes')
            yield { resource: group.key, message: \`Group \\\`\${group.name}\\\` is labelled as ${name}.\`, at: group.at() }
      },
    }
  `
  const test = text`
    import { guardrail } from '../test/guardrails.ts'
    import { ${own} } from './${name}.ts'

    guardrail(${own}, [
      { when: 'a group bears the label', world: "Group crew {type: users} labels {${name}: 'yes'}", fires: ['Group/crew'] },
      { when: 'the label says no', world: "Group crew {type: users} labels {${name}: 'no'}", fires: [] },
    ])
  `
  return {
    made: { [`policies/${name}.ts`]: rule, [`policies/${name}.test.ts`]: test },
    edited: { 'policies/packs.ts': listed(packs, own, name) },
    open: `policies/${name}.ts`,
    next: ['It is in the pack `strict` alone; `packs` in its file says where it belongs.', 'What it says stands in docs/policies.md, too.'],
  }
}

/** The import, and the line of the list, in the order of the ids. */
function listed(packs: string, own: string, name: string): string {
  const imports = [...packs.matchAll(/^import \{ (\w+) \} from '\.\/([a-z0-9-]+)\.ts'\n/gm)]
  const before = imports.filter(([, , id]) => (id as string) < name && id !== 'policy').at(-1)
  const withImport = behind(
    packs,
    before ? new RegExp(`^import .* from '\\./${before[2]}\\.ts'\\n`, 'gm') : /^\/\*\*[\s\S]*?\*\/\n/gm,
    `import { ${own} } from './${name}.ts'\n`,
  )
  const place = before ? new RegExp(`^  ${before[1]},\\n`, 'gm') : /^export const policies: readonly Policy\[\] = \[\n/gm
  return behind(withImport, place, `  ${own},\n`)
}

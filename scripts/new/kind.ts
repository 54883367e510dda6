/** A kind: one file, one test, one line in the index, one example. docs/adding-a-kind.md goes on from there. */
import { behind, Refusal, type Scaffold, text } from './scaffold.ts'

const TAKEN = new Set(['List', 'Project'])

export const newKind: Scaffold = (name, read) => {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name) || name.length > 40)
    throw new Refusal(`\`${name}\` is not a kind: one noun in PascalCase, as \`GranularControl\`, 40 characters at most.`)
  const index = read('schema/kinds/index.ts')
  const others = [...index.matchAll(/^import \{ (\w+) \} from '\.\/\1\.ts'$/gm)].map((match) => match[1] as string)
  const same = others.find((other) => other.toLowerCase() === name.toLowerCase())
  if (same !== undefined || TAKEN.has(name)) throw new Refusal(`There is a kind ${same ?? name} already.`)
  if (name in globalThis) throw new Refusal(`JavaScript has a \`${name}\` of its own; choose another noun.`)
  const plural = pluralOf(name.toLowerCase())
  const clash = others.find((other) =>
    new RegExp(`plural: '${plural}'|short: \\[[^\\]]*'${plural}'`).test(read(`schema/kinds/${other}.ts`)),
  )
  if (clash !== undefined) throw new Refusal(`\`${plural}\` means ${clash} already.`)

  const line = `import { ${name} } from './${name}.ts'`
  const kind = text`
    /** What a ${name} is, and why somebody declares one. */
    import type { Kind } from '../kind.ts'
    import { flag, object, text } from '../shape.ts'
    import { displayName } from '../vocabulary.ts'

    export const ${name}: Kind<'${name}'> = {
      name: '${name}',
      plural: '${plural}',
      guide: ['S1'],
      summary: 'A ${name}, in one sentence for lists and help.',
      displayName: 'free',
      example: \`
    apiVersion: splashtop.io/v1
    kind: ${name}
    metadata: {name: first}
    spec:
      displayName: The first
    \`,
      spec: object('A ${name}.', {
        displayName: displayName(undefined),
        note: text('What there is to know about it.', { maxLength: 4096, 'x-lines': true }),
        enabled: flag('Whether it has any effect.', { default: true }),
      }),
      invariants: [],
      columns: [{ title: 'ENABLED', path: 'spec.enabled' }],
      actions: { create: 'policies.manage', delete: 'policies.manage', update: 'policies.manage' },
    }
  `
  const test = text`
    import { expect, test } from 'vitest'
    import { invariantsOf, worldOf } from './cases.ts'
    import { ${name} } from './${name}.ts'

    invariantsOf(${name}, {})

    test('a ${name} is enabled unless it says otherwise', () => {
      const world = worldOf('${name} a {}\\n${name} b {enabled: false}')
      expect(world.of('${name}').map((one) => one.spec.enabled)).toEqual([true, false])
    })
  `
  const example = text`
    # yaml-language-server: $schema=../../schema/generated/splashtop.schema.json
    #
    # Why a company like Acme wants a ${name}.
    apiVersion: splashtop.io/v1
    kind: ${name}
    metadata:
      name: first
    spec:
      displayName: The first
  `
  return {
    made: { [`schema/kinds/${name}.ts`]: kind, [`schema/kinds/${name}.test.ts`]: test, [`examples/acme/${plural}.yaml`]: example },
    edited: {
      'schema/kinds/index.ts': behind(behind(index, /^import .*\n/gm, `${line}\n`), /^ {2}\w+,\n(?=\])/gm, `  ${name},\n`),
    },
    open: `schema/kinds/${name}.ts`,
    renew: ['test/examples.test.ts'],
    next: [
      'docs/adding-a-kind.md says what each property asks, and what to think about.',
      'Move its line in schema/kinds/index.ts to where a reader should meet it.',
      `Say in examples/acme/${plural}.yaml why a company wants one; \`npx vitest run test/examples.test.ts -u\` renews the plan beside it.`,
    ],
  }
}

const pluralOf = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`

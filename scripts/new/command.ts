/** A command: one file, one test, its line in the list, and the schema of its JSON document. */
import { behind, constant, Refusal, type Scaffold, slug, text } from './scaffold.ts'

export const newCommand: Scaffold = (name, read) => {
  slug(name)
  const list = read('cli/command.ts')
  const json = read('cli/json.ts')
  if (new RegExp(`^ {2}'?${name}'?: \\(\\) =>`, 'm').test(list) || name === 'help' || name === 'version')
    throw new Refusal(`There is a command \`${name}\` already.`)
  if (new RegExp(`^ {2}'?${name}'?: document\\(`, 'm').test(json)) throw new Refusal(`cli/json.ts has a document \`${name}\` already.`)
  const own = constant(name, 'Command')
  const key = /-/.test(name) ? `'${name}'` : name
  const command = text`
    /** What \`${name}\` does, and why it does it so. */
    import type { Command } from '../command.ts'
    import { exit } from '../exit.ts'
    import { findProject } from '../request.ts'

    export const ${own}: Command = {
      name: '${name}',
      summary: 'Show the team of the project',
      about: 'What a person should know before running it.',
      arguments: [],
      options: [],
      examples: [{ line: 'splashctl ${name}', says: 'for the project that this folder belongs to' }],
      async run(context) {
        const { team } = await findProject(context)
        if (context.json) context.document({ version: 1, team })
        else context.out.write(\`\${team}\\n\`)
        return exit.success
      },
    }
  `
  const test = text`
    import { Ajv2020 } from 'ajv/dist/2020.js'
    import { afterAll, beforeAll, expect, test } from 'vitest'
    import { type Folder, folder } from '../../test/splashctl.ts'
    import { documents } from '../json.ts'

    let project: Folder
    beforeAll(() => {
      project = folder('examples/minimal')
    })
    afterAll(() => project.remove())

    test('${name} shows the team to a person, and to a program as its schema says', async () => {
      expect(await project.splashctl('${name}')).toMatchObject({ code: 0, stdout: 'atelier\\n', stderr: '' })
      const { stdout } = await project.splashctl('${name}', '--json')
      const check = new Ajv2020().compile(documents${/-/.test(name) ? `['${name}']` : `.${name}`} ?? false)
      expect(check(JSON.parse(stdout)), JSON.stringify(check.errors)).toBe(true)
    })
  `
  return {
    made: { [`cli/commands/${name}.ts`]: command, [`cli/commands/${name}.test.ts`]: test },
    edited: {
      'cli/command.ts': behind(
        list,
        /^ {2}\S+: \(\) => import\('.*\n(?=\})/gm,
        `  ${key}: () => import('./commands/${name}.ts').then((m) => m.${own}),\n`,
      ),
      'cli/json.ts': behind(json, /^ {2}init: document\(.*\n/gm, `  ${key}: document('splashctl ${name} --json', { team: text }),\n`),
    },
    open: `cli/commands/${name}.ts`,
    next: [
      'Move its line in cli/command.ts to where a reader of the help should meet it.',
      `Its JSON document is described in cli/json.ts; \`npm run generate\` makes schema/generated/cli/${name}.json of it.`,
    ],
  }
}

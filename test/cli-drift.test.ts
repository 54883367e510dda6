/** Somebody else moves what a project applied: told, then written into its files, by the real program. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documents } from '../cli/json.ts'
import { type Folder, launcher, run, within } from './splashctl.ts'

const head = 'apiVersion: splashtop.io/v1'
const PEOPLE = `# People, as they came.
${head}
kind: List
items:
  # The owner.
  - ${head}
    kind: User
    metadata: {name: olga}
    spec: {email: olga@acme.example}
  - ${head}
    kind: User
    metadata: {name: ada}
    spec: {displayName: Ada, email: ada@acme.example, role: member} # since May
`
const GROUPS = `${head}
kind: Team
metadata:
  name: acme
spec:
  owner: olga
---
# Who keeps it running.
${head}
kind: Group
metadata:
  name: it
spec:
  displayName: IT # short
  type: mixed
`

let project: Folder
let other: string
const project1 = (manager: string, sources: string) => `${head}\nkind: Project\nteam: acme\nmanager: ${manager}\nsources: [${sources}]\n`
beforeEach(async () => {
  project = within()
  writeFileSync(join(project.path, 'splashtop.yaml'), project1('git:acme', 'org'))
  mkdirSync(join(project.path, 'org'))
  writeFileSync(join(project.path, 'org/people.yaml'), PEOPLE)
  writeFileSync(join(project.path, 'org/groups.yaml'), GROUPS)
  writeFileSync(
    join(project.path, 'org/more.ts'),
    "import { user } from 'splashtop-iac'\nuser('ben', { email: 'ben@acme.example', displayName: 'Ben' })\n",
  )
  expect(await project.splashctl('apply', '--yes')).toMatchObject({ code: 0 })
  // Another project, which manages the same team, of the same control plane.
  other = join(project.path, '..', 'other')
  mkdirSync(other)
})
afterEach(() => project.remove())

async function moved(): Promise<void> {
  writeFileSync(join(other, 'splashtop.yaml'), project1('console', 'all.yaml'))
  cpSync(join(project.path, '.splashtop'), join(other, '.splashtop'), { recursive: true })
  const users = [
    ['ada', '{role: admin, displayName: Ada L.}'],
    ['ben', '{displayName: Benjamin}'],
  ].map(([name, spec]) => `${head}\nkind: User\nmetadata: {name: ${name}}\nspec: ${spec}\n`)
  const group = `${head}\nkind: Group\nmetadata: {name: it}\nspec: {displayName: Informatique}\n`
  writeFileSync(join(other, 'all.yaml'), [...users, group].join('---\n'))
  const adopt = ['User/ada', 'User/ben', 'Group/it'].flatMap((key) => ['--adopt', key])
  const { code, stderr } = await run(process.execPath, [launcher, 'apply', '--yes', ...adopt], other, project.env)
  expect([code, stderr]).toEqual([0, expect.any(String)])
  cpSync(join(other, '.splashtop'), join(project.path, '.splashtop'), { recursive: true })
}

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
async function json(...args: string[]): Promise<{ code: number | null; document: Record<string, unknown> }> {
  const { code, stdout } = await project.splashctl('drift', ...args, '--json')
  const document = JSON.parse(stdout) as Record<string, unknown>
  const check = ajv.compile(documents.drift ?? false)
  expect(check(document), JSON.stringify(check.errors)).toBe(true)
  return { code, document }
}
const text = (name: string) => readFileSync(join(project.path, 'org', name), 'utf8')

test('without drift there is nothing to tell', async () => {
  expect(await project.splashctl('drift', '--exit-code')).toMatchObject({
    code: 0,
    stdout: 'No drift: nobody moved what the files declare, at revision 1.\n',
  })
  expect(await project.splashctl('drift', '--write')).toMatchObject({ code: 0 })
})

test('drift is listed with who moved it, when, and where the files say otherwise', async () => {
  await moved()
  const { code, stdout } = await project.splashctl('drift', '--exit-code')
  expect(code).toBe(3)
  expect(stdout).toMatch(/^~ User ada\n {4}displayName: Ada → Ada L\., by console at \S+Z \(org\/people\.yaml:13\)$/m)
  expect(stdout).toContain("4 fields moved by others since this project's last apply.")
  const { document } = await json()
  expect(document).toMatchObject({ revision: 2, files: [], problems: [] })
  expect(document.drift).toMatchObject([
    { key: 'User/acme/ada', path: 'spec.displayName', lastApplied: 'Ada', live: 'Ada L.', by: 'console', written: false },
    { key: 'User/acme/ada', path: 'spec.role', lastApplied: 'member', live: 'admin' },
    { key: 'User/acme/ben', path: 'spec.displayName', lastApplied: 'Ben', live: 'Benjamin', at: [{ file: 'org/more.ts', line: 2 }] },
    { key: 'Group/acme/it', path: 'spec.displayName', live: 'Informatique', at: [{ file: 'org/groups.yaml', line: 14 }] },
  ])
})

test('it is written into the files: comments and layout stay, what a program declares is told, and the plan is quiet about the rest', async () => {
  await moved()
  const unasked = await project.splashctl('drift', '--write')
  expect(unasked.code).toBe(1)
  expect(unasked.stderr).toContain('There is no terminal on which to confirm the edits.')
  expect([text('people.yaml'), text('groups.yaml')]).toEqual([PEOPLE, GROUPS])
  const { code, stdout, stderr } = await project.splashctl('drift', '--write', '--yes', '--exit-code')
  expect(code).toBe(3) // the one of the program stands
  expect(stderr).toMatch(
    /warning\[drift-left\]: `spec\.displayName` of User `ben` is not written: a program declares it\.\n --> org\/more\.ts:2/,
  )
  expect(stdout).toContain('\n-  displayName: IT # short\n+  displayName: Informatique # short\n')
  expect(text('people.yaml')).toBe(PEOPLE.replace('displayName: Ada,', 'displayName: Ada L.,').replace('role: member', 'role: admin'))
  expect(text('groups.yaml')).toBe(GROUPS.replace('displayName: IT', 'displayName: Informatique'))
  expect((await json()).document.drift).toHaveLength(1)
  writeFileSync(join(project.path, 'org/more.ts'), text('more.ts').replace("'Ben'", "'Benjamin'"))
  expect(await project.splashctl('plan', '--exit-code')).toMatchObject({ code: 0 })
  expect(await project.splashctl('drift', '--exit-code')).toMatchObject({ code: 0 })
})

/** The files that `init` writes. A test holds that they are valid and in the canonical form. */

export interface StarterFile {
  file: string
  says: string
  text: string
}

const SCHEMA = 'splashtop.schema.json'
const modeline = (path: string): string => `# yaml-language-server: $schema=${path}`

export async function starterFiles(team: string): Promise<StarterFile[]> {
  const { default: schema } = await import('../schema/generated/splashtop.schema.json', { with: { type: 'json' } })
  return [
    { file: 'splashtop.yaml', says: 'the project: which team, which files, which backend', text: project(team) },
    { file: 'organisation/team.yaml', says: 'the team and its owner', text: organisation(team) },
    { file: 'organisation/access.yaml', says: 'a group, and who may reach what', text: access() },
    { file: SCHEMA, says: 'what editors complete and check by', text: `${JSON.stringify(schema)}\n` },
  ]
}

/** The same organisation, declared by programs. */
export async function programFiles(team: string): Promise<StarterFile[]> {
  const { default: schema } = await import('../schema/generated/splashtop.schema.json', { with: { type: 'json' } })
  const { default: types } = await import('../schema/generated/declare.json', { with: { type: 'json' } })
  return [
    { file: 'splashtop.yaml', says: 'the project: which team, which programs, which backend', text: `${project(team)}${ownGuardrails}` },
    { file: 'organisation/team.ts', says: 'the team and its owner', text: teamProgram(team) },
    { file: 'organisation/access.ts', says: 'a group, and who may reach what', text: accessProgram },
    { file: 'guardrails/administrators.ts', says: 'what must not happen, whoever edits the others', text: guardrailProgram },
    { file: 'tsconfig.json', says: 'what editors check the programs by; splashctl has no use for it', text: tsconfig },
    { file: 'splashtop-iac.d.ts', says: 'the types of what programs import', text: types },
    { file: SCHEMA, says: 'what editors complete and check the project file by', text: `${JSON.stringify(schema)}\n` },
  ]
}

/**
 * A name as YAML reads it back: what begins with a digit may be a number or a date, and some words are something else to one reader or
 * another.
 */
const written = (name: string): string =>
  /^[a-z]/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(name) ? name : `'${name}'`

const project = (team: string): string => `${modeline(`./${SCHEMA}`)}
#
# The project file. splashctl looks for it from the working folder upwards.
apiVersion: splashtop.io/v1
kind: Project

# The team that these files declare. It is the namespace of every resource, so no other file repeats it.
team: ${written(team)}

# Who owns the fields that are declared here. Once the files are in a repository, name it: git:${team}/iac
manager: project:${team}

# Folders, files or globs. How declarations are spread over files is up to you.
sources:
  - organisation/

# The control plane is kept in .splashtop/, beside this file; Git ignores that folder by itself.
backend:
  embedded: {}
`

const ownGuardrails = `
# Guardrails of your own look at each plan. They are programs, too, and declare nothing.
policies:
  own:
    - guardrails/
`

const organisation = (team: string): string => `${modeline(`../${SCHEMA}`)}
#
# A file holds any number of resources, separated by ---.
apiVersion: splashtop.io/v1
kind: Team
metadata:
  name: ${written(team)}
spec:
  # The owner is named here and nowhere else. [S4]
  owner: owner
---
apiVersion: splashtop.io/v1
kind: User
metadata:
  name: owner
spec:
  displayName: Account Owner
  # Change this address to your own before you apply.
  email: owner@example.com
`

const access = (): string => `${modeline(`../${SCHEMA}`)}
#
# Everyone starts with no more than what is said here. A field that is absent is not managed: what someone else set stays.
apiVersion: splashtop.io/v1
kind: Group
metadata:
  name: support
spec:
  displayName: Support
  # Mixed: it holds people and computers. [S5]
  type: mixed
---
apiVersion: splashtop.io/v1
kind: User
metadata:
  name: alice
spec:
  displayName: Alice Example
  email: alice@example.com
  group: support
---
# The people of the group reach the computers of the same group. [S6]
apiVersion: splashtop.io/v1
kind: AccessPermission
metadata:
  name: support
spec:
  subjects:
    groups: [support]
  computers:
    mode: ownGroup
`

const imports = (...names: string[]): string => `import { ${names.join(', ')} } from 'splashtop-iac'`

const teamProgram = (
  team: string,
): string => `/** Every program below organisation/ runs once, and may import the others. There is no clock, no file and no network in here. */
${imports('team', 'user')}

// Change this address to your own before you apply.
const owner = user('owner', { displayName: 'Account Owner', email: 'owner@example.com' })

// The owner is named here and nowhere else. [S4]
team('${team}', { owner })
`

const accessProgram = `/** Everyone starts with no more than what is said here. */
${imports('accessPermission', 'group', 'user')}

// Mixed: it holds people and computers. [S5]
const support = group('support', { displayName: 'Support', type: 'mixed' })

for (const name of ['Alice Example', 'Bob Example']) {
  const account = name.split(' ')[0]!.toLowerCase()
  user(account, { displayName: name, email: \`\${account}@example.com\`, group: support })
}

// The people of the group reach the computers of the same group. [S6]
accessPermission('support', { subjects: { groups: [support] }, computers: { mode: 'ownGroup' } })
`

const guardrailProgram = `/** A guardrail sees the world before a plan and after it, and what access means in both: find({ plan, before, after, access, reaches }). */
${imports('guardrail')}

guardrail({
  id: 'few-administrators',
  level: 'warning',
  title: 'More than three people administer the team',
  why: 'Whoever administers the team can change what everybody may do. Each of them is one more account to be stolen.',
  fix: 'Make it a group administrator, who administers one group.',
  find({ after }) {
    const able = after.of('User').filter(({ spec }) => spec.role === 'admin' || spec.role === 'super-admin')
    return able.length <= 3 ? [] : able.map((user) => ({ resource: user, path: 'spec.role', message: \`\${user.name} is one of \${able.length} administrators.\` }))
  },
})
`

const tsconfig = `{
  "compilerOptions": {
    "target": "esnext",
    "lib": ["esnext"],
    "module": "esnext",
    "moduleResolution": "bundler",
    "allowImportingTsExtensions": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "strict": true,
    "noEmit": true,
    "types": [],
    "paths": { "splashtop-iac": ["./splashtop-iac.d.ts"] }
  },
  "include": ["organisation", "guardrails"]
}
`

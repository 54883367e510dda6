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

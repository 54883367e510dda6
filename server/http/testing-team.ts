/** The team in which the tests of identities act: one of each rank, pipelines and custom roles, each with a token, over one real server. */
import { parse as yaml } from 'yaml'
import { kindNamed } from '../../schema/kinds/index.ts'
import { controlPlane } from '../control-plane.ts'
import type { Wish } from '../credentials.ts'
import { type Answered, TEAM, type TestServer, testServer } from './testing.ts'

/** gina administers crew, lea too, gus attic, kim yard, and nobody desk. */
export const PEOPLE = `
  Team acme {owner: olga, scheduledAccess: {timeZone: Europe/Paris}}
  User olga {email: olga@acme.example}
  User sue {email: sue@acme.example, role: super-admin}
  User adam {email: adam@acme.example, role: admin}
  User gina {email: gina@acme.example, role: group-admin, group: crew}
  User mia {email: mia@acme.example, group: crew}
  User max {email: max@acme.example, group: crew}
  User dan {email: dan@acme.example, group: desk}
  User una {email: una@acme.example}
  User gus {email: gus@acme.example, role: group-admin, group: crew}
  User ines {email: ines@acme.example, role: inviter}
  User lea {email: lea@acme.example, role: lead, group: crew}
  User kim {email: kim@acme.example, role: keeper, group: yard}
  User yan {email: yan@acme.example, group: yard}
  User dora {email: dora@acme.example, role: deputy}
  User gone {email: gone@acme.example, role: admin, disabled: true}
  Role inviter {extends: member, grants: [users.invite, users.edit]}
  Role lead {extends: group-admin, grants: [permissions.manage], denies: [computers.remove]}
  Role keeper {extends: group-admin, grants: [permissions.manage, groups.create, groups.edit, groups.delete]}
  Role sorter {extends: member, grants: [groups.edit, computers.edit]}
  User ora {email: ora@acme.example, role: sorter}
  Role deputy {extends: super-admin, denies: [sso.manage]}
  Group crew {type: mixed, admins: [gina, lea]}
  Group desk {type: mixed}
  Group attic {type: users, admins: [gus]}
  Group yard {type: mixed, admins: [kim]}
  Computer pc-crew {group: crew}
  Computer pc-desk {group: desk}
  Computer pc-yard {group: yard}
  Computer pc-none {}
  ScheduledResource lab {groups: [crew]}
  ScheduledResource hall {groups: [desk]}
  PreferencePolicy mine {targets: {groups: [crew]}, settings: {session: {sound: both}}, admins: [gina]}
  PreferencePolicy theirs {targets: {groups: [desk]}, settings: {session: {sound: both}}}`

/** A line, `Kind name {spec}`, as the API takes it; further words are labels and annotations of its metadata. */
export function resource(line: string): Line {
  const known = lines.get(line)
  if (known) return known
  const read = lineOf(line)
  lines.set(line, read)
  return read
}
/** Of the team there are forty, which every test puts back. */
const lines = new Map<string, Line>()
type Line = ReturnType<typeof lineOf>

function lineOf(line: string): { kind: string; metadata: { name: string }; spec?: object } {
  const [, kind = '', name = '', spec, metadata] = /^(\w+) (\S+)(?: (\{.*?\}))?(?: metadata (\{.*\}))?$/.exec(line.trim()) ?? []
  return {
    ...{ apiVersion: 'splashtop.io/v1', kind, metadata: { name, ...(metadata !== undefined && (yaml(metadata) as object)) } },
    ...(spec !== undefined && { spec: yaml(spec) as object }),
  }
}
export const resources = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(resource)

export interface TestTeam extends TestServer {
  /** A token of each user by name, and of pipelines as `ROLE of USER`. */
  token(who: string): Promise<string>
  /** Declares one line; without a spec it takes the resource away. */
  write(who: string, line: string, query?: string): Promise<Answered>
  /** The team as it was, with some lines in place of others. */
  restore(...lines: string[]): Promise<void>
  issue(who: string, wish: Wish): Promise<Answered>
}

export const MANAGER = 'git:acme/iac'

export async function testTeam(options: Parameters<typeof testServer>[0] = {}): Promise<TestTeam> {
  const server = await testServer({ empty: true, rate: { perSecond: 1e6, burst: 1e6 }, ...options })
  const operator = controlPlane(server.store, TEAM, server.keyFolder).credentials
  const tokens = new Map<string, Promise<string>>()
  const issued = async (who: string): Promise<string> => {
    const [role = '', issuer] = who.split(' of ')
    if (issuer === undefined) return server.tokenOf(who)
    const by = { name: issuer, identity: { user: issuer } }
    return (await operator.issue(by, { holder: { pipeline: `ci-${role}`, role } })).text
  }
  const team: TestTeam = {
    ...server,
    token(who) {
      let token = tokens.get(who)
      if (!token) tokens.set(who, (token = issued(who)))
      return token
    },
    async write(who, line, query = `?manager=${MANAGER}`) {
      const { kind, metadata, spec } = resource(line)
      const path = `/resources/${kindNamed(kind).plural}/${metadata.name}${query}`
      const token = await this.token(who)
      return spec ? server.call('PUT', path, { token, body: resource(line) }) : server.call('DELETE', path, { token })
    },
    async restore(...lines) {
      const id = ({ kind, metadata }: ReturnType<typeof resource>) => `${kind}/${metadata.name}`
      const all = new Map([...resources(PEOPLE), ...lines.map(resource)].map((one) => [id(one), one]))
      const { status, text } = await server.call('POST', ':apply', { body: { manager: MANAGER, resources: [...all.values()] } })
      if (status !== 200) throw new Error(`the team could not be put back: ${text}`)
    },
    issue: async (who, wish) => server.call('POST', '/tokens', { token: await team.token(who), body: wish }),
  }
  await team.restore()
  return team
}

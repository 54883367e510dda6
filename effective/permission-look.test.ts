/** Who may issue tokens, and who may look at the team and its log; with the words that a refusal has. */
import { describe, expect, test } from 'vitest'
import type { Identity } from '../schema/kind.ts'
import { worldOf } from '../schema/kinds/cases.ts'
import { mayIssue, mayRead, mayReadLogs } from './permission.ts'
import { holderOf } from './roles.ts'

const people = `
  User olga {email: olga@acme.example}
  User sue {email: sue@acme.example, role: super-admin}
  User adam {email: adam@acme.example, role: admin}
  User gina {email: gina@acme.example, role: group-admin}
  User mia {email: mia@acme.example}
  User gone {email: gone@acme.example, disabled: true}
  User blind {email: blind@acme.example, role: blind}
  User dora {email: dora@acme.example, role: deputy}
  Role blind {extends: admin, denies: [sessions.manage, logs.read]}
  Role deputy {extends: super-admin, denies: [sso.manage]}
  Role chief {extends: super-admin}`
const world = worldOf(`Team acme {owner: olga}${people}`)
const open = worldOf(`Team acme {owner: olga, members: {accessManagement: true}}${people}`)
const user = (name: string): Identity => ({ user: name })
const pipeline = (issuer: string, role: string): Identity => ({ pipeline: 'ci', role, issuer })

describe('a token', () => {
  const another = {
    message: '`sue` may not issue a token in the name of another.',
    fix: 'Let each person issue its own; a pipeline has a token of its own, under the name of who issues it.',
  }
  const ofCi = { ...another, message: '`pipeline ci` may not issue a token in the name of another.' }
  const cases: [what: string, issuer: Identity, holder: Identity, refused: { message: string; fix: string }[]][] = [
    ['of anybody is the operator’s to issue', { operator: 'os:root' }, user('mia'), []],
    ['of any pipeline is the operator’s to issue', { operator: 'os:root' }, pipeline('olga', 'owner'), []],
    ['of itself is anybody’s', user('mia'), user('mia'), []],
    ['of another is not a super administrator’s', user('sue'), user('mia'), [another]],
    ['of a pipeline under another’s name is not a super administrator’s', user('sue'), pipeline('olga', 'member'), [another]],
    ['of the operator is nobody’s', user('sue'), { operator: 'os:root' }, [another]],
    ['of a person is not a pipeline’s, whatever its role', pipeline('olga', 'super-admin'), user('olga'), [ofCi]],
    ['of a pipeline is not a pipeline’s, nor of itself', pipeline('olga', 'super-admin'), pipeline('olga', 'super-admin'), [ofCi]],
    ['of a pipeline with the owner’s role is the owner’s', user('olga'), pipeline('olga', 'owner'), []],
    ['of a pipeline with one’s own role is a super administrator’s', user('sue'), pipeline('sue', 'chief'), []],
    [
      'of a pipeline that may more is not',
      user('dora'),
      pipeline('dora', 'super-admin'),
      [
        {
          message: 'A token of role `super-admin` would hold `sso.manage`, which `dora` (deputy) does not.',
          fix: 'Give it a role that may no more than its issuer.',
        },
      ],
    ],
    [
      'of a pipeline is not an administrator’s',
      user('adam'),
      pipeline('adam', 'member'),
      [
        {
          message: '`adam` (admin) may not issue tokens of pipelines (`tokens.manage`).',
          fix: 'Let somebody issue it who may: `owner`, `super-admin`.',
        },
      ],
    ],
    [
      'is not issued by who is disabled, not even of itself',
      user('gone'),
      user('gone'),
      [
        {
          message: '`gone` may issue no token: the user `gone` is disabled.',
          fix: 'Issue it as somebody who is in the team, enabled.',
        },
      ],
    ],
  ]
  test.each(cases)('%s', (_what, issuer, holder, refused) => {
    expect(mayIssue(world, issuer, holder)).toEqual(refused.map((one) => ({ code: 'not-permitted', level: 'error', at: [], ...one })))
  })
})

describe('who looks', () => {
  const team = (who: string, role: string, ask: string) => ({
    message: `\`${who}\` (${role}) may not see what the team declares (\`sessions.manage\`).`,
    fix: `Ask somebody who may: ${ask}.`,
  })
  const log = (who: string, role: string) => ({
    message: `\`${who}\` (${role}) may not see the log of the whole team (\`logs.read\`).`,
    fix: 'Ask somebody who may: `owner`, `super-admin`, `admin`.',
  })
  const nothing = (who: string, why: string) => ({
    message: `\`${who}\` may see nothing: ${why}.`,
    fix: 'Come as somebody who is in the team, enabled, with a role that exists.',
  })
  type Refused = { message: string; fix: string } | undefined
  const cases: [who: Identity, closed: Refused, opened: Refused, logs: Refused][] = [
    [{ operator: 'os:root' }, undefined, undefined, undefined],
    [user('olga'), undefined, undefined, undefined],
    [user('sue'), undefined, undefined, undefined],
    [user('adam'), undefined, undefined, undefined],
    [user('gina'), undefined, undefined, log('gina', 'group-admin')],
    [user('mia'), team('mia', 'member', '`owner`, `super-admin`, `admin`, `group-admin`'), undefined, log('mia', 'member')],
    [
      user('blind'),
      team('blind', 'blind', '`owner`, `super-admin`, `admin`, `group-admin`'),
      team('blind', 'blind', '`owner`, `super-admin`, `admin`, `group-admin`, `member`'),
      log('blind', 'blind'),
    ],
    [pipeline('olga', 'admin'), undefined, undefined, undefined],
    [
      pipeline('mia', 'admin'),
      team('pipeline ci', 'admin', '`owner`, `super-admin`, `admin`, `group-admin`'),
      undefined,
      log('pipeline ci', 'admin'),
    ],
    [
      user('gone'),
      nothing('gone', 'the user `gone` is disabled'),
      nothing('gone', 'the user `gone` is disabled'),
      nothing('gone', 'the user `gone` is disabled'),
    ],
  ]
  const told = (one: Refused) => (one ? [{ code: 'not-permitted', level: 'error', at: [], ...one }] : [])
  test.each(cases)('%o sees the team, when the team lets members, and the log', (who, closed, opened, logs) => {
    expect(mayRead(world, holderOf(world, who)), 'the team').toEqual(told(closed))
    expect(mayRead(open, holderOf(open, who)), 'as it lets members').toEqual(told(opened))
    expect(mayReadLogs(world, holderOf(world, who)), 'the log').toEqual(told(logs))
    expect(mayReadLogs(open, holderOf(open, who)), 'the log, as it lets members look').toEqual(told(logs))
  })

  test('is let in by a team that says so, and by none that is not there', () => {
    const nowhere = worldOf(people)
    expect(mayRead(nowhere, holderOf(nowhere, user('mia')))).toHaveLength(1)
    expect(mayRead(nowhere, holderOf(nowhere, user('adam')))).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { invariantsOf, touching, worldOf } from './cases.ts'
import { Team } from './Team.ts'

const schedule = 'Schedule s {resource: r, subjects: {users: [ann]}, startDate: 2026-03-02}'

invariantsOf(Team, {
  'team-time-zone-with-schedules': [
    { world: `Team acme {owner: ann}\n${schedule}`, at: [1, 2], says: '`s`' },
    { world: schedule, at: [1] },
    { world: `Team acme {scheduledAccess: {timeZone: Europe/Paris}}\n${schedule}`, at: [] },
    { world: 'Team acme {owner: ann}', at: [] },
  ],
  'team-time-zone-stays': [
    {
      before: `Team acme {scheduledAccess: {timeZone: Europe/Paris}}\n${schedule}`,
      world: `Team acme {scheduledAccess: {timeZone: Europe/Berlin}}\n${schedule}`,
      at: [1],
      says: 'from `Europe/Paris` to `Europe/Berlin`',
    },
    {
      before: `Team acme {scheduledAccess: {timeZone: Asia/Calcutta}}\n${schedule}`,
      world: `Team acme {scheduledAccess: {timeZone: Asia/Kolkata}}\n${schedule}`,
      at: [],
    },
    {
      before: 'Team acme {scheduledAccess: {timeZone: Europe/Paris}}',
      world: `Team acme {scheduledAccess: {timeZone: Europe/Berlin}}\n${schedule}`,
      at: [],
    },
    {
      before: `Team acme {scheduledAccess: {timeZone: Europe/Paris}}\n${schedule}`,
      world: 'Team acme {scheduledAccess: {timeZone: Europe/Berlin}}',
      at: [],
    },
  ],
  'team-relay-secret': [
    { world: 'Team acme {relay: {turn: ["turn:turn.acme.example"]}}', at: [1] },
    { world: 'Team acme {relay: {turn: ["turn:turn.acme.example"], secret: {valueFrom: {env: TURN_SECRET}}}}', at: [] },
    { world: 'Team acme {relay: {stun: ["stun:stun.acme.example"]}}', at: [] },
  ],
  'team-ip-restriction-allows-someone': [
    { world: 'Team acme {ipRestriction: {application: true}}', at: [1] },
    { world: 'Team acme {ipRestriction: {console: true, allow: [203.0.113.0/24]}}', at: [] },
    { world: 'Team acme {ipRestriction: {console: false, allow: []}}', at: [] },
  ],
  'team-ip-restriction-spares-the-actor': [
    {
      world: 'Team acme {ipRestriction: {console: true, allow: [203.0.113.0/24]}}',
      actor: { name: 'ann', address: '198.51.100.7' },
      at: [1],
      says: '198.51.100.7',
    },
    {
      world: 'Team acme {ipRestriction: {console: true, allow: ["2001:db8::/32"]}}',
      actor: { name: 'ann', address: '2001:db9::1' },
      at: [1],
    },
    {
      world: 'Team acme {ipRestriction: {console: true, allow: [203.0.113.0/24]}}',
      actor: { name: 'ann', address: '203.0.113.9' },
      at: [],
    },
    {
      world: 'Team acme {ipRestriction: {console: true, allow: [203.0.113.9]}}',
      actor: { name: 'ann', address: '::ffff:203.0.113.9' },
      at: [],
    },
    { world: 'Team acme {ipRestriction: {console: true, allow: [203.0.113.0/24]}}', actor: { name: 'os:ann' }, at: [] },
  ],
})

test('a commit that touches neither the team nor a schedule asks nothing about time zones', () => {
  const world = worldOf(`Team acme {owner: ann}\n${schedule}\nUser ann {email: ann@acme.example}`)
  const user = world.find('User', 'ann')
  for (const invariant of Team.invariants) expect(invariant.check(world, touching(user ? [user] : []))).toEqual([])
})

test('the built-in granular defaults leave members without one-to-many, remote command and attended access', () => {
  const defaults = worldOf('Team acme {}').find('Team', 'acme')?.spec.granularDefaults
  const without = Object.entries(defaults ?? {}).filter(([, roles]) => roles.member === 'disabled')
  expect(without.map(([feature]) => feature).sort()).toEqual(['attendedAccess', 'oneToMany', 'remoteCommand', 'twoStepVerification'])
  expect(defaults?.twoStepVerification.owner).toBe('disabled')
  expect(defaults?.fileTransfer).toEqual({
    owner: 'enabled',
    superAdmin: 'enabled',
    admin: 'enabled',
    groupAdmin: 'enabled',
    member: 'enabled',
    adminConfigurable: false,
  })
})

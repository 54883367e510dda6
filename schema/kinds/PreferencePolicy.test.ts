import { expect, test } from 'vitest'
import { invariantsOf, worldOf } from './cases.ts'
import { PreferencePolicy } from './PreferencePolicy.ts'

const password = (text: string) => `PreferencePolicy p {settings: {security: {additionalPassword: {${text}}}}}`

invariantsOf(PreferencePolicy, {
  'PreferencePolicy-admins-may-administer': [
    { world: 'PreferencePolicy r {admins: [ada]}\nUser ada {role: member}', at: [1, 2], says: '`ada`' },
    { world: 'PreferencePolicy r {admins: [ada]}\nUser ada {role: group-admin}', at: [] },
    { world: 'PreferencePolicy r {admins: [ada]}\nTeam acme {owner: ada}\nUser ada {}', at: [] },
  ],
  'PreferencePolicy-display-name-unique': [
    { world: 'PreferencePolicy a {displayName: P}\nPreferencePolicy b {displayName: P}', at: [1, 2] },
    { world: 'PreferencePolicy a {displayName: P}\nPreferencePolicy b {displayName: p}', at: [] },
  ],
  'PreferencePolicy-targets-groups-hold-computers': [
    { world: 'PreferencePolicy a {targets: {groups: [us]}}\nGroup us {type: users}', at: [1, 2] },
    { world: 'PreferencePolicy a {targets: {groups: [pcs]}}\nGroup pcs {type: computers}', at: [] },
  ],
  'policy-one-per-target': [
    {
      world: 'PreferencePolicy a {targets: {computers: [pc]}}\nPreferencePolicy b {targets: {computers: [pc]}}',
      at: [1, 2],
      says: 'Computer `pc`',
    },
    {
      world: 'PreferencePolicy a {targets: {groups: [pcs]}}\nPreferencePolicy b {targets: {groups: [pcs]}}',
      at: [1, 2],
      says: 'Group `pcs`',
    },
    {
      world: 'PreferencePolicy a {targets: {computers: [pc]}}\nPreferencePolicy b {targets: {groups: [pcs]}}\nComputer pc {group: pcs}',
      at: [],
    },
  ],
  'PreferencePolicy-security-code': [
    { world: password('mode: securityCode'), at: [1], says: 'without giving one' },
    { world: password('mode: osLogin, securityCode: {valueFrom: {env: CODE}}'), at: [1], says: 'does not ask for' },
    { world: password('mode: securityCode, securityCode: {valueFrom: {env: CODE}}'), at: [] },
    { world: password('mode: none'), at: [] },
  ],
})

test('only what is listed is there; an object that is listed is whole', () => {
  const [policy] = worldOf('PreferencePolicy p {settings: {security: {requestPermission: {mode: allowOnTimeout}}}}').of('PreferencePolicy')
  expect(policy?.spec.settings).toEqual({ security: { requestPermission: { mode: 'allowOnTimeout', timeoutSeconds: 30 } } })
})

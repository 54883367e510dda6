import { invariantsOf } from './cases.ts'
import { GranularControl } from './GranularControl.ts'

invariantsOf(GranularControl, {
  'granular-one-per-subject': [
    {
      world: 'GranularControl a {subjects: {users: [ann]}}\nGranularControl b {subjects: {users: [ann, bob]}}',
      at: [1, 2],
      says: 'User `ann`',
    },
    { world: 'GranularControl a {subjects: {users: [ann]}}\nAccessPermission b {subjects: {users: [ann]}}', at: [] },
  ],
  'GranularControl-subjects-groups-hold-users': [
    { world: 'GranularControl a {subjects: {groups: [pcs]}}\nGroup pcs {type: computers}', at: [1, 2] },
    { world: 'GranularControl a {subjects: {groups: [us]}}\nGroup us {type: users}', at: [] },
  ],
  'granular-follow-group-for-users': [
    { world: 'GranularControl a {subjects: {groups: [crew]}, controls: {chat: followGroup}}', at: [1, 1], says: '`chat`' },
    {
      world:
        'GranularControl a {subjects: {users: [ann]}, controls: {chat: followGroup}}\nGranularControl b {subjects: {groups: [crew]}, controls: {chat: default}}',
      at: [],
    },
  ],
  'granular-group-of-the-user': [
    { world: 'GranularControl a {subjects: {users: [ann]}, controls: {chat: followGroup}}\nUser ann {}', at: [1, 2] },
    { world: 'GranularControl a {subjects: {users: [ann, lost]}, controls: {chat: followGroup}}\nUser ann {group: crew}', at: [] },
    { world: 'GranularControl a {subjects: {users: [ann]}, controls: {chat: enabled}}\nUser ann {}', at: [] },
  ],
})

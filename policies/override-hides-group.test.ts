import { guardrail } from '../test/guardrails.ts'
import { overrideHidesGroup } from './override-hides-group.ts'

guardrail(overrideHidesGroup, [
  {
    when: 'a user has a permission of its own',
    before: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: ownGroup}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: all}}`,
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: all}}`,
    fires: ['AccessPermission/crew'],
    says: "doesn't reach `ann`",
  },
  {
    when: 'the group gets its first permission',
    before: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: all}}`,
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: all}}`,
    fires: ['AccessPermission/crew'],
  },
  {
    when: 'the user follows its group',
    before: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: ownGroup}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: followGroup}}`,
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: followGroup}}`,
    fires: [],
  },
  {
    when: "the user's own changes in the same plan",
    before: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: ownGroup}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: all}}`,
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: none}}`,
    fires: [],
  },
  {
    when: 'both are new',
    before: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}`,
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: all}}`,
    fires: [],
  },
  {
    when: 'a user has the same control of its own',
    before: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      GranularControl crew {subjects: {groups: [crew]}, controls: {fileTransfer: enabled}}
      GranularControl own {subjects: {users: [ann]}, controls: {fileTransfer: enabled}}`,
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      GranularControl crew {subjects: {groups: [crew]}, controls: {fileTransfer: disabled}}
      GranularControl own {subjects: {users: [ann]}, controls: {fileTransfer: enabled}}`,
    fires: ['GranularControl/crew'],
    says: '`fileTransfer`',
  },
  {
    when: 'a user has another control of its own',
    before: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      GranularControl crew {subjects: {groups: [crew]}, controls: {fileTransfer: enabled}}
      GranularControl own {subjects: {users: [ann]}, controls: {copyPaste: enabled}}`,
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      GranularControl crew {subjects: {groups: [crew]}, controls: {fileTransfer: disabled}}
      GranularControl own {subjects: {users: [ann]}, controls: {copyPaste: enabled}}`,
    fires: [],
  },
  {
    when: 'nothing changes',
    world: `
      Group crew {type: mixed}
      User ann {email: ann@acme.example, group: crew}
      User bob {email: bob@acme.example, group: crew}
      AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: none}}
      AccessPermission own {subjects: {users: [ann]}, computers: {mode: all}}`,
    fires: [],
  },
])

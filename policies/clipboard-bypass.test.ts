import { guardrail } from '../test/guardrails.ts'
import { clipboardBypass } from './clipboard-bypass.ts'

guardrail(clipboardBypass, [
  {
    when: "files go where the clipboard doesn't",
    world: `
      Team acme {owner: root, features: {keystrokePaste: false}}
      User root {email: root@acme.example}
      User ann {email: ann@acme.example}
      GranularControl c {subjects: {users: [ann]}, controls: {copyPaste: disabled}}`,
    fires: ['GranularControl/c'],
    says: 'keeps the clipboard from `ann`, but file transfer goes around it',
  },
  {
    when: 'keys can be typed',
    world: `
      Team acme {owner: root}
      User root {email: root@acme.example}
      User ann {email: ann@acme.example}
      GranularControl c {subjects: {users: [ann]}, controls: {copyPaste: disabled, fileTransfer: disabled}}`,
    fires: ['GranularControl/c'],
    says: 'keystroke paste goes around it',
  },
  {
    when: 'all of them are off',
    world: `
      Team acme {owner: root, features: {keystrokePaste: false}}
      User root {email: root@acme.example}
      User ann {email: ann@acme.example}
      GranularControl c {subjects: {users: [ann]}, controls: {copyPaste: disabled, fileTransfer: disabled}}`,
    fires: [],
  },
  {
    when: 'files may come in, and that alone is meant',
    world: `
      Team acme {owner: root, features: {keystrokePaste: false}}
      User root {email: root@acme.example}
      User ann {email: ann@acme.example}
      GranularControl c {subjects: {users: [ann]}, controls: {copyPaste: disabled, fileTransfer: toComputerOnly}}`,
    fires: [],
  },
  {
    when: 'the team switches the clipboard off alone',
    world: `
      Team acme {owner: root, features: {copyPaste: false}}
      User root {email: root@acme.example}`,
    fires: ['Team/acme'],
  },
  {
    when: 'a policy leaves files on',
    world: `
      Team acme {owner: root, features: {keystrokePaste: false}}
      User root {email: root@acme.example}
      PreferencePolicy p {settings: {security: {copyPaste: disabled}}}`,
    fires: ['PreferencePolicy/p'],
  },
  {
    when: 'a policy takes both, one way',
    world: `
      Team acme {owner: root, features: {keystrokePaste: false}}
      User root {email: root@acme.example}
      PreferencePolicy p {settings: {security: {copyPaste: fromComputerOnly, fileTransfer: fromComputerOnly}}}`,
    fires: [],
  },
  {
    when: 'the clipboard is on',
    world: `
      Team acme {owner: root}
      User root {email: root@acme.example}
      PreferencePolicy p {settings: {security: {copyPaste: enabled}}}`,
    fires: [],
  },
])

import { expect, test } from 'vitest'
import { worldOf } from '../../../schema/kinds/cases.ts'
import { sentencesOf } from '../../render/sentences.ts'
import type { Impact } from '../../types.ts'
import { impactOf } from '../impact.ts'

const organisation = (control: string, more = ''): string => `
  Team acme {owner: boss}
  User boss {email: boss@acme.example}
  Group crew {type: users}
  Group guests {type: users}
  Group lab {type: computers}
  User a {email: a@acme.example, group: crew}
  User b {email: b@acme.example, group: crew}
  User c {email: c@acme.example, group: crew, disabled: true}
  User d {email: d@acme.example, group: guests}
  Computer pc-1 {group: lab}
  Computer pc-2 {group: lab}
  Computer pc-3 {}
  AccessPermission crew {subjects: {groups: [crew]}, computers: {mode: only, groups: [lab]}}
  GranularControl own {subjects: {groups: [crew, guests]}, controls: ${control}}
  ${more}`
const lab = `PreferencePolicy books {targets: {groups: [lab]}, settings: {security: {copyPaste: toComputerOnly, fileTransfer: disabled}}}`
const impact = (before: string, after: string): Impact =>
  impactOf(
    worldOf(before),
    worldOf(after),
    ['GranularControl/acme/own', 'PreferencePolicy/acme/books', 'AccessPermission/acme/crew'],
    '2026-03-02T09:00:00Z',
  )
const told = (before: string, after: string): string[] =>
  sentencesOf(impact(before, after))
    .filter(({ fate }) => fate === 'features')
    .map(({ text }) => text)

test('a feature that computers restrict is told as sessions have it, where they have it otherwise', () => {
  const [before, after] = ['{}', '{copyPaste: fromComputerOnly, fileTransfer: toComputerOnly}'].map((control) =>
    organisation(control, lab),
  ) as [string, string]
  expect(told(before, after)).toEqual(['a and b on pc-1 and pc-2: copy and paste only to the computer → disabled'])
  expect(impact(before, after).features).toEqual([
    {
      users: ['a', 'b'],
      userGroup: 'crew',
      computers: ['pc-1', 'pc-2'],
      computerGroup: 'lab',
      features: { copyPaste: { before: 'toComputerOnly', after: 'disabled' } },
      because: ['GranularControl/acme/own'],
    },
  ])
})

test('computers that restrict nothing are told apart from those that do', () => {
  const everywhere = (control: string) => organisation(control, `${lab}`).replace('mode: only, groups: [lab]', 'mode: all')
  expect(told(everywhere('{}'), everywhere('{copyPaste: toComputerOnly}'))).toEqual([
    'a and b on pc-3: copy and paste enabled → only to the computer',
  ])
})

test('what is both given and restricted anew is told by what it comes to', () => {
  const before = organisation('{}', lab)
  const after = organisation('{copyPaste: disabled}', lab.replace('toComputerOnly', 'disabled'))
  expect(told(before, after)).toEqual(['a and b on pc-1 and pc-2: copy and paste only to the computer → disabled'])
  expect(told(before, organisation('{copyPaste: toComputerOnly}', lab))).toEqual([])
})

test('of who reaches nothing only what needs no session is told', () => {
  const after = organisation('{copyPaste: disabled, chat: disabled, twoStepVerification: enabled}')
  expect(told(organisation('{}'), after)).toEqual([
    'a and b: two-step verification disabled → enabled; chat enabled → disabled',
    'c and d: two-step verification disabled → enabled',
    'a and b on pc-1 and pc-2: copy and paste enabled → disabled',
  ])
})

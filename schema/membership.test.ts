import fc from 'fast-check'
import { expect, test } from 'vitest'
import { worldOf } from './kinds/cases.ts'
import { glob, groupOf, members } from './membership.ts'

const groups = [
  'Group win {type: computers, match: {os: [windows]}}',
  'Group par {type: mixed, match: {hostname: "PAR-*", priority: 5}}',
  'Group kio {type: computers, match: {labels: {use: kiosk}, priority: 9}}',
  'Group people {type: users, match: {hostname: "*"}}',
  'Group given {type: computers}',
  'Group empty {type: computers, match: {priority: 99}}',
]
const inGroup = (computer: string) => {
  const world = worldOf([...groups, computer].join('\n'))
  return groupOf(world, world.of('Computer')[0] ?? expect.fail())
}

test.each([
  ['its declaration comes first', 'Computer par-1 {group: given} status {enrolment: {group: win}}', 'given'],
  ['then its enrolment', 'Computer par-1 {} status {enrolment: {group: win}}', 'win'],
  ['a null declares nothing', 'Computer par-1 {group: null} status {enrolment: {group: win}}', 'win'],
  ['an enrolment in a group that is gone counts for nothing', 'Computer par-1 {} status {enrolment: {group: gone}}', 'par'],
  ['then the match of the highest priority', 'Computer par-1 {} labels {use: kiosk}', 'kio'],
  ['before it enrols, it is known by its name', 'Computer par-1 {}', 'par'],
  ['after, by its facts', 'Computer par-1 {} status {enrolment: {facts: {hostname: LYO-7, os: windows}}}', 'win'],
  ['before it enrols, its operating system is not known', 'Computer lyo-1 {}', undefined],
  ['a group of users, or an empty match, takes none', 'Computer x {} labels {use: desk}', undefined],
])('%s', (_, computer, group) => {
  expect(inGroup(computer)).toBe(group)
})

test('the members of a group are whoever and whatever is in it', () => {
  const world = worldOf(
    [...groups, 'User ann {group: par}', 'User bob {}', 'Computer par-1 {}', 'Computer x {group: par}', 'Computer y {}'].join('\n'),
  )
  const { users, computers } = members(world, 'par')
  expect([users, computers].map((list) => list.map((one) => one.name).sort())).toEqual([['ann'], ['par-1', 'x']])
  expect(members(world, 'nowhere')).toEqual({ users: [], computers: [] })
})

test('a glob is what a regular expression would be, and is quick where that would not be', () => {
  const unit = fc.constantFrom('a', 'B', '*', '?', '-', '.')
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '-', '.'), maxLength: 8 }),
      (pattern, text) => {
        const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')
        expect(glob(pattern)(text)).toBe(new RegExp(`^${expression}$`, 'i').test(text))
      },
    ),
    { numRuns: 500 },
  )
  const begun = performance.now()
  expect(glob('*a'.repeat(60))('a'.repeat(250).concat('b'))).toBe(false)
  expect(performance.now() - begun).toBeLessThan(2000)
})

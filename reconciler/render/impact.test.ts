import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import type { AccessChange, Change, Impact, When } from '../types.ts'
import { causesText, isTold, renderImpact } from './impact.ts'
import { sentencesOf, settingValue } from './sentences.ts'

const when = (text: string, part: Partial<When> = {}): When => ({
  permanent: text === 'always',
  schedules: [],
  hours: [],
  next: null,
  until: null,
  bound: [],
  text,
  ...part,
})
const names = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}-${i}`)
const access = (part: Partial<AccessChange>): AccessChange => ({
  users: ['alice'],
  computers: ['pc-1'],
  userGroup: null,
  computerGroup: null,
  before: null,
  after: null,
  since: null,
  features: {},
  because: ['User/acme/alice'],
  ...part,
})
const impact = (part: Partial<Impact>): Impact => ({
  from: '2026-03-02T09:00:00Z',
  until: '2026-03-30T09:00:00Z',
  zone: 'Europe/Paris',
  edges: { before: 0, after: 0, gained: 0, lost: 0, changed: 0 },
  gained: [],
  lost: [],
  changed: [],
  features: [],
  settings: [],
  sessions: [],
  ...part,
})
const said = (part: Partial<Impact>): string[] => sentencesOf(impact(part)).map(({ text }) => text)

describe('a sentence', () => {
  test.each([
    [{ users: ['a'], computers: ['x'] }, 'a gains x, always'],
    [{ users: ['a', 'b'], computers: ['x', 'y', 'z'] }, 'a and b gain x, y and z, always'],
    [
      { users: names('u', 4), computers: names('pc', 40), userGroup: 'it', computerGroup: 'lab' },
      '4 users of it gain 40 computers of lab, always',
    ],
    [{ users: names('u', 1200) }, '1,200 users gain pc-1, always'],
    [{ features: { fileTransfer: 'disabled' } }, 'alice gains pc-1, always, without file transfer'],
    [
      {
        features: {
          copyPaste: 'disabled',
          remotePrint: 'disabled',
          chat: 'disabled',
          remoteControl: 'disabled',
          fileTransfer: 'fromComputerOnly',
        },
      },
      'alice gains pc-1, always, view only, without copy and paste, printing and chat, file transfer only from the computer',
    ],
    [{ features: { remoteCommand: 'disabled', sessionRecording: 'disabled', oneToMany: 'disabled' } }, 'alice gains pc-1, always'],
  ])('of %j is: %s', (part, text) => {
    expect(said({ gained: [access({ after: when('always'), ...part })] })).toEqual([text])
  })

  const feature = { userGroup: null, computers: null, computerGroup: null }
  test('of what is lost, of other hours, of features and of sessions', () => {
    expect(
      said({
        lost: [access({ before: when('daily 22:00–06:00') })],
        changed: [access({ before: when('daily 08:00–16:00'), after: when('always') })],
        features: [
          { ...feature, users: ['bob'], features: { fileTransfer: { before: 'enabled', after: 'toComputerOnly' } }, because: [] },
          {
            ...feature,
            users: ['bob'],
            computers: names('pc', 5),
            computerGroup: 'lab',
            features: { copyPaste: { before: 'toComputerOnly', after: 'disabled' } },
            because: [],
          },
          { ...feature, users: ['eve'], features: { twoStepVerification: { before: 'disabled', after: 'enabled' } }, because: [] },
          { ...feature, users: ['new'], features: { fileTransfer: { before: null, after: 'enabled' } }, because: [] },
        ],
        sessions: [{ user: 'bob', computer: 'pc-1', since: '2026-03-02T08:00:00Z', because: [] }],
      }),
    ).toEqual([
      'alice loses pc-1, daily 22:00–06:00',
      'alice: access to pc-1 is extended to always (was daily 08:00–16:00)',
      'bob: file transfer enabled → only to the computer',
      'bob on 5 computers of lab: copy and paste only to the computer → disabled',
      'eve: two-step verification disabled → enabled',
      'the session of bob at pc-1 ends (it runs since 2026-03-02T08:00:00Z)',
    ])
  })

  const monday: [string, string] = ['2026-03-02T09:00:00Z', '2026-03-02T17:00:00Z']
  const noon: [string, string] = ['2026-03-02T09:00:00Z', '2026-03-02T12:00:00Z']
  const evening: [string, string] = ['2026-03-02T18:00:00Z', '2026-03-02T20:00:00Z']
  const exclusive = { blankScreen: true, lockInput: true, logoffAfterDisconnect: false }
  const bound = (part: object) => [{ schedules: ['s'], pool: null, exclusive: null, forceDisconnect: false, ...part }]
  test.each<[string, When, When, string | null, string]>([
    ['less hours', when('A', { hours: [monday] }), when('B', { hours: [noon] }), null, 'is cut to B (was A)'],
    ['more hours', when('A', { hours: [monday] }), when('B', { hours: [monday, evening] }), null, 'is extended to B (was A)'],
    ['other hours', when('A', { hours: [monday] }), when('B', { hours: [evening] }), null, 'changes to B (was A)'],
    ['a schedule in place of always', when('always', { hours: [monday] }), when('B'), null, 'is cut to B (was always)'],
    [
      'less hours for longer',
      when('A', { hours: [monday], until: '2027-01-01' }),
      when('B', { hours: [noon] }),
      null,
      'changes to B (was A)',
    ],
    [
      'a later end',
      when('A', { until: '2027-01-01' }),
      when('B', { until: '2028-01-01' }),
      '2027-01-01T23:00:00Z',
      'is extended to B (was A)',
    ],
    ['an end', when('A'), when('B', { until: '2028-01-01' }), '2027-01-01T23:00:00Z', 'is cut to B (was A)'],
    ['what only later weeks show', when('A'), when('A'), '2027-01-01T23:00:00Z', '(A) changes from 2027-01-02 on'],
    [
      'exclusive access',
      when('A', { schedules: ['s'], bound: bound({}) }),
      when('A', { schedules: ['s'], bound: bound({ exclusive }) }),
      null,
      '(A) is now exclusive (screen blanked and input locked)',
    ],
    [
      'a pool that goes, and other hours',
      when('A', { schedules: ['s'], hours: [monday], bound: bound({ pool: 'farm' }) }),
      when('B', { schedules: ['s'], hours: [noon], bound: bound({ forceDisconnect: true }) }),
      null,
      'is cut to B (was A), now cut off at the end, no longer pooled (any free computer of farm)',
    ],
    [
      'what one of several schedules does',
      when('A', { schedules: ['s', 't'] }),
      when('A', { schedules: ['s', 't'], bound: bound({ forceDisconnect: true }) }),
      null,
      '(A) is now cut off at the end by s',
    ],
  ])('of access that stays says what becomes of it: %s', (_, before, after, since, text) => {
    expect(said({ changed: [access({ before, after, since })] })).toEqual([`alice: access to pc-1 ${text}`])
  })

  test('of settings says value, origin and lock, and counts what is beyond four', () => {
    const state = (value: string | boolean, origin = 'builtin', locked = false) => ({ value, origin, locked })
    const change = (settings: Impact['settings'][number]['settings']) =>
      said({ settings: [{ computers: ['pc-1'], computerGroup: null, settings, because: [] }] })
    expect(change({ 'security.copyPaste': { before: state('disabled', 'policy p', true), after: state('enabled') } })).toEqual([
      'pc-1: copyPaste disabled → enabled, back to the default, no longer locked',
    ])
    const many = Object.fromEntries(
      names('s', 6).map((name) => [`general.${name}`, { before: state(false), after: state(true, 'policy p', true) }]),
    )
    expect(change(many)[0]).toMatch(/^pc-1: s-0 off → on, by policy p, now locked; .*; and 2 more settings$/)
    expect(settingValue({ mode: 'securityCode', securityCode: { secret: 'set' }, list: ['a', 1], none: null })).toBe(
      '{mode securityCode, securityCode secret, list a, 1, none none}',
    )
  })
})

describe('the rendering', () => {
  const many = impact({
    edges: { before: 9000, after: 9990, gained: 1000, lost: 10, changed: 0 },
    gained: Array.from({ length: 100 }, (_, i) => access({ users: [`u-${i}`], computers: names('pc', 10), after: when('always') })),
    lost: [access({ before: when('always') })],
  })

  test('is bounded, and says how much was folded', () => {
    const lines = renderImpact(many, [], { width: 100, color: false, limit: 5 })
    expect(lines[0]).toBe('Impact: of the ways from a user to a computer, 1,000 gained and 10 lost; 9,000 before, 9,990 after.')
    expect(lines).toContain('  … and 95 more: 950 ways to a computer gained. `--json` tells them all.')
    expect(lines).toHaveLength(1 + 5 * 2 + 1 + 2)
  })

  test('fits its width, whatever the names, and nothing in it can forge a line or a colour', () => {
    const evil = `${'日本'.repeat(70)} \u001b[2K\u202e\n- admin`
    const hostile = impact({
      gained: [access({ users: [evil], computers: [evil], after: when('always'), because: [`User/acme/${evil}`] })],
    })
    for (const width of [60, 80, 160])
      for (const line of renderImpact(hostile, [], { width, color: false })) {
        expect(stringWidth(line)).toBeLessThanOrEqual(width)
        expect(line).not.toMatch(/[\u001b\u202e\n]/)
      }
  })

  test('colours what is gained and lost only where colours are wanted', () => {
    expect(renderImpact(many, [], { width: 100, color: true }).join('\n')).toContain('\u001b[32m  + u-0 gains 10 computers')
    expect(renderImpact(many, [], { width: 100, color: false }).join('\n')).not.toContain('\u001b')
  })

  test('names as causes what there is least of, with its place', () => {
    const places = new Map([['Schedule/acme/night', { file: 'hours.yaml', line: 3, column: 1 }]])
    const users = names('u', 12).map((name) => `User/acme/${name}`)
    expect(causesText([...users, 'Schedule/acme/night'], places)).toBe('by Schedule night (hours.yaml:3) and 12 more')
    expect(causesText(users, places)).toBe('by User u-0, User u-1, User u-2 and 9 more')
  })

  test('is left to others by a first plan of very many', () => {
    const changes = Array.from(
      { length: 5_000 },
      (): Change => ({ op: 'create', key: 'User/acme/a', before: null, after: null, fields: [], reason: { text: '', at: [] }, needs: [] }),
    )
    expect([
      isTold({ base: 0, changes }),
      isTold({ base: 1, changes }),
      isTold({ base: 0, changes: changes.slice(1) }),
      isTold({ base: 3, changes: [] }),
    ]).toEqual([false, true, true, false])
  })
})

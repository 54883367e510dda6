/** What the console asks of the control plane: signing a browser in and out by a cookie, and the questions whose answers it shows, each to whom they may be told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answered } from './testing.ts'
import { type TestTeam, testTeam } from './testing-team.ts'

let team: TestTeam
beforeAll(async () => {
  team = await testTeam()
})
afterAll(() => team.end())

const HOURS = [
  'Schedule lab-days {displayName: Lab days, resource: lab, subjects: {users: [dan]}, startDate: 2026-01-05, timeSlot: {start: "06:00", end: "08:00"}, recurrence: {frequency: daily}}',
  'AccessPermission mia {subjects: {users: [mia]}, computers: {mode: only, groups: [desk]}}',
]
const call = async (who: string, path: string) => team.call('GET', path, { token: await team.token(who) })
const codes = ({ status, body }: Answered) => [status, ...(body?.problems ?? []).map(({ code }: { code: string }) => code)].join(' ')

describe('a browser', () => {
  const OURS = { 'sec-fetch-site': 'same-origin' }
  const signIn = (token: string) => team.call('POST', ':sign-in', { token })
  const cookieOf = ({ headers }: Answered) => headers.get('set-cookie') ?? ''
  const asked = (cookie: string, headers: Record<string, string> = OURS, path = '/whoami', method = 'GET') =>
    team.call(method, path, { token: null, headers: { ...headers, cookie: cookie.split(';')[0] ?? '' } })

  test('that shows a token gets a cookie with another one, which no script reads and no other site sends', async () => {
    const token = await team.token('mia')
    const answer = await signIn(token)
    expect([answer.status, answer.body.user]).toEqual([201, 'mia'])
    const [pair = '', ...words] = cookieOf(answer).split('; ')
    expect(pair).toMatch(/^__Host-splashtop-acme=sp_[0-9A-Za-z]{49}$/)
    expect(pair).not.toContain(token)
    expect(words.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'])
    expect(Date.parse(answer.body.expires) - Date.now()).toBeLessThanOrEqual(86_400_000)
    expect((await asked(pair)).body).toMatchObject({ actor: 'mia', may: { read: false, logs: false } })
  })

  test('is heard only where it says that our own page asks', async () => {
    const cookie = cookieOf(await signIn(await team.token('mia')))
    for (const site of ['same-site', 'cross-site', 'none', ''])
      expect(codes(await asked(cookie, { 'sec-fetch-site': site }))).toBe('401 unauthenticated')
    expect(codes(await asked(cookie, {}))).toBe('401 unauthenticated')
    // The header alone counts, where there is one.
    expect(codes(await asked(cookie, { ...OURS, authorization: 'Bearer nonsense' }))).toBe('401 bad-token')
    // And one team's cookie is none of another.
    const renamed = cookie.replace('splashtop-acme', 'splashtop-other')
    expect(codes(await asked(renamed))).toBe('401 unauthenticated')
  })

  test('that is signed out has a cookie that is worth nothing', async () => {
    const token = await team.token('mia')
    const cookie = cookieOf(await signIn(token))
    const answer = await asked(cookie, OURS, ':sign-out', 'POST')
    expect([answer.status, cookieOf(answer)]).toEqual([204, '__Host-splashtop-acme=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0'])
    expect(codes(await asked(cookie))).toBe('401 token-refused')
    // What was shown to sign in by holds on.
    expect((await team.call('GET', '/whoami', { token })).status).toBe(200)
  })

  test('may come by the one-time token of an invitation, once', async () => {
    await team.restore('User nora {email: nora@acme.example}')
    const { body } = await team.issue('olga', { holder: { user: 'nora' }, once: true })
    expect((await signIn(body.text)).body).toMatchObject({ user: 'nora' })
    expect(codes(await signIn(body.text))).toBe('401 token-refused')
    await team.restore()
  })

  test('is not let in by what is no token, by another team, or by a pipeline, and is told why', async () => {
    expect(codes(await signIn('sp_nonsense'))).toBe('401 bad-token')
    expect(codes(await signIn(await team.token('admin of olga')))).toBe('403 not-permitted')
    const elsewhere = { method: 'POST', headers: { authorization: `Bearer ${await team.token('mia')}` } }
    const answer = await fetch(`${team.url}/v1/teams/nowhere:sign-in`, elsewhere)
    expect(((await answer.json()) as { problems: { code: string }[] }).problems[0]?.code).toBe('token-refused')
  })
})

describe('the computers that one reaches', () => {
  beforeAll(() => team.restore(...HOURS))
  afterAll(() => team.restore())

  test('are one’s own, now and at other hours, with when', async () => {
    const { body: dan } = await call('dan', '/reachable?days=2')
    // A mixed group gives its own computers; nobody else's are told.
    expect(dan.computers).toMatchObject([{ name: 'pc-crew', state: 'not-enrolled', inUse: 'nobody' }, { name: 'pc-desk' }])
    const [crew, desk] = dan.computers.map(({ grant }: { grant: number }) => dan.grants[grant])
    expect(desk).toMatchObject({ allowed: true, permanent: true, until: null, hours: [] })
    expect(crew).toMatchObject({ permanent: false, schedules: [{ name: 'lab-days', displayName: 'Lab days' }] })
    expect(crew.hours.length).toBeGreaterThanOrEqual(1)
    for (const { from, to } of crew.hours) expect(Date.parse(to)).toBeGreaterThan(Date.parse(from))
    expect([dan.zone, dan.total]).toEqual(['Europe/Paris', 2])
  })

  test('are found by name and group, and told a page at a time', async () => {
    const { body: first } = await call('olga', '/reachable?limit=3')
    expect([first.total, first.computers.length, first.next]).toEqual([4, 3, 'pc-none'])
    const { body: second } = await call('olga', `/reachable?limit=3&after=${first.next}`)
    expect([second.computers.map(({ name }: { name: string }) => name), second.next]).toEqual([['pc-yard'], undefined])
    expect((await call('olga', '/reachable?search=YARD')).body.computers).toMatchObject([{ name: 'pc-yard', group: 'yard' }])
  })

  test('are none for who is disabled or no person', async () => {
    expect(codes(await call('admin of olga', '/reachable'))).toBe('403 not-permitted')
    expect((await call('una', '/reachable')).body).toMatchObject({ total: 0, computers: [], grants: [] })
  })
})

describe('why somebody reaches a computer', () => {
  beforeAll(() => team.restore(...HOURS))
  afterAll(() => team.restore())
  const why = (who: string, user: string, computer: string, more = '') => call(who, `/explanation?user=${user}&computer=${computer}${more}`)

  test('is told to who may look at the team, with what is missing', async () => {
    expect((await why('adam', 'mia', 'pc-desk')).body).toMatchObject({ allowed: true, permanent: true, missing: [] })
    const { body: denied } = await why('adam', 'una', 'pc-desk')
    expect([denied.allowed, denied.missing.length > 0]).toEqual([false, true])
    expect(codes(await why('adam', 'una', 'pc-dsk'))).toBe('404 unknown-resource')
    expect(codes(await why('adam', 'una', 'pc-desk', '&at=yesterday'))).toBe('400 invalid-request')
    const { revision } = (await why('adam', 'una', 'pc-desk')).body
    expect((await why('adam', 'una', 'pc-desk', `&revision=${revision - 1}`)).body.revision).toBe(revision - 1)
  })

  test('is told to anybody about themselves, of computers that they reach at some hour, and of no other', async () => {
    expect((await why('dan', 'dan', 'pc-crew')).body).toMatchObject({ user: 'dan', permanent: false })
    const [hidden, none] = [await why('dan', 'dan', 'pc-yard'), await why('dan', 'dan', 'pc-nowhere')]
    expect([codes(hidden), codes(none)]).toEqual(['404 unknown-resource', '404 unknown-resource'])
    expect(hidden.body.problems[0].message.replace('pc-yard', '')).toBe(none.body.problems[0].message.replace('pc-nowhere', ''))
    expect(codes(await why('dan', 'mia', 'pc-desk'))).toBe('403 not-permitted')
    expect(codes(await why('dan', 'dan', 'pc-crew', '&revision=1'))).toBe('403 not-permitted')
  })
})

describe('who reaches what', () => {
  beforeAll(() => team.restore(...HOURS))
  afterAll(() => team.restore())
  const pairs = ({ body }: Answered) => body.edges.map(({ user, computer }: { user: string; computer: string }) => `${user} ${computer}`)

  test('is told to who may look, narrowed as they wish, a part at a time', async () => {
    expect(pairs(await call('adam', '/access?user=mia'))).toEqual(['mia pc-desk'])
    expect(pairs(await call('adam', '/access?computer=pc-desk&user=dan'))).toEqual(['dan pc-desk'])
    expect(pairs(await call('adam', '/access?user=dan&ever=true'))).toEqual(['dan pc-crew', 'dan pc-desk'])
    const all = pairs(await call('adam', '/access'))
    const first = await call('adam', '/access?limit=2')
    const rest = await call('adam', '/access?skip=2')
    expect([first.body.more, rest.body.more]).toEqual([true, false])
    expect([...pairs(first), ...pairs(rest)]).toEqual(all)
    expect(pairs(await call('adam', '/access?group=desk')).every((pair: string) => /dan|mia|pc-desk/.test(pair))).toBe(true)
    expect((await call('adam', '/access?user=mia')).body.edges[0]).toMatchObject({ permanent: true, via: ['AccessPermission/acme/mia'] })
  })

  test('of nobody who is not there, and to nobody who may not look', async () => {
    for (const query of ['user=mai', 'computer=pc-dsk', 'group=des'])
      expect(codes(await call('adam', `/access?${query}`))).toBe('404 unknown-resource')
    expect(codes(await call('mia', '/access?user=mia'))).toBe('403 not-permitted')
  })
})

test('what lies between two revisions says whose access it moved', async () => {
  await team.restore('AccessPermission mia {subjects: {users: [mia]}, computers: {mode: only, groups: [desk]}}')
  const { body: head } = await call('adam', '/revisions?limit=1')
  const to = head.revisions[0].revision
  const { body } = await call('adam', `/difference?from=${to - 1}&to=${to}`)
  expect(body).toMatchObject({ total: 1, more: false, changes: [{ op: 'create', key: 'AccessPermission/acme/mia' }] })
  expect(body.impact.gained).toMatchObject([{ users: ['mia'], computers: ['pc-desk'] }])
  expect((await call('adam', `/difference?from=${to}&to=${to - 1}`)).body.impact.lost).toMatchObject([{ users: ['mia'] }])
  expect((await call('adam', `/difference?from=0&to=${to}`)).body.impact).toBeNull()
  expect(codes(await call('adam', `/difference?from=1&to=${to + 9}`))).toBe('404 unknown-revision')
  expect(codes(await call('mia', `/difference?from=${to - 1}&to=${to}`))).toBe('403 not-permitted')
  await team.restore()
})

describe('the pages', () => {
  const page = (path: string, headers: Record<string, string> = {}) => fetch(`${team.url}${path}`, { headers, redirect: 'manual' })

  test('are one, under each address of the console, with a policy that lets in nothing from elsewhere', async () => {
    const texts = new Set<string>()
    for (const path of ['/console', '/console/acme/fleet', '/console/acme/connect/pc-1', '/connect']) {
      const response = await page(path)
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache'])
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      texts.add(await response.text())
    }
    expect(texts.size).toBe(1)
    expect((await page('/')).headers.get('location')).toBe('/console')
  })

  test('name files that are kept for a year, and no file is named that is none', async () => {
    const text = await (await page('/console')).text()
    const assets = [...text.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(assets.length).toBeGreaterThanOrEqual(2)
    for (const path of assets) {
      expect(path).toMatch(/-[\w-]{8}\.(js|css)$/)
      const response = await page(path, { 'accept-encoding': 'gzip' })
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(response.headers.get('content-encoding')).toBe('gzip')
      expect((await response.text()).length).toBeGreaterThan(200)
    }
    for (const path of ['none.js', '%2e%2e%2f%2e%2e%2fpackage.json', '..%2findex.html'])
      expect([path, (await page(`/console/assets/${path}`)).status]).toEqual([path, 404])
  })
})

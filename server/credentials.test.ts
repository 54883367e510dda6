/** API tokens in the store, on each of its kinds, and through two control planes on one database: what one revokes the other refuses. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../schema/kind.ts'
import { beginTeam } from './begin.ts'
import { controlPlane, type Serving } from './control-plane.ts'
import { type Cluster, startCluster } from './store/postgres/cluster.ts'
import { openPostgres } from './store/postgres/store.ts'
import { openSqlite } from './store/sqlite/store.ts'
import type { Store } from './store/store.ts'
import { applyTo, declaration, declare, refusal, TEAM, user } from './testing.ts'
import { readToken } from './tokens.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster.stop())

const operator: Actor = { name: 'os:tester' }
const as = (name: string): Actor => ({ name, identity: { user: name } })
const people = (...more: ReturnType<typeof user>[]) =>
  declaration(
    declare('Team', TEAM, { owner: 'olga' }),
    ...new Map(
      [user('olga'), user('sue', { role: 'super-admin' }), user('adam', { role: 'admin' }), user('mia'), user('una'), ...more].map(
        (one) => [one.key, one],
      ),
    ).values(),
  )

interface Place {
  /** Opens the database once more, as another replica does. */
  open(wrap?: (store: Store) => Store): Promise<Serving>
  tamper(sql: string): Promise<unknown>
  tokens: string
  end(): Promise<void>
}
async function place(kind: 'SQLite' | 'PostgreSQL'): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), 'splashtop-credentials-'))
  const file = join(root, 'control-plane.db')
  const url = kind === 'PostgreSQL' ? await cluster.database() : ''
  const stores: Store[] = []
  return {
    tokens: kind === 'PostgreSQL' ? 'splashtop.tokens' : 'tokens',
    async open(wrap = (store) => store) {
      const store = await (kind === 'PostgreSQL' ? openPostgres(url, { connections: 3 }) : openSqlite(file, 'write'))
      stores.push(store)
      if ((await store.head(TEAM)) === 0)
        await beginTeam(store, join(root, 'keys'), { team: TEAM, owner: { name: 'olga', email: 'olga@acme.example' } }, operator)
      return controlPlane(wrap(store), TEAM, join(root, 'keys'))
    },
    async tamper(sql) {
      if (kind === 'PostgreSQL') return cluster.sql(sql, url)
      const db = new DatabaseSync(file)
      db.exec(sql)
      return db.close()
    },
    async end() {
      for (const store of stores) await store.close()
      rmSync(root, { recursive: true })
    },
  }
}

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s, a token', (kind) => {
  let here: Place
  let one: Serving
  let two: Serving
  beforeEach(async () => {
    here = await place(kind)
    one = await here.open()
    two = await here.open()
    await applyTo(one, people())
  })
  afterEach(() => here.end())
  const found = async () => [...new Set((await one.verifyAudit()).problems.map(({ code, message }) => `${code}: ${message}`))]

  test('is issued, holds through each replica, is listed, and is revoked through any: at once, whoever has used it', async () => {
    const { text, token } = await one.credentials.issue(as('mia'), { description: 'laptop', days: 7 })
    for (const plane of [one, two, one, two])
      expect(await plane.credentials.authenticate(readToken(text))).toMatchObject({ identity: { user: 'mia' }, token: { id: token.id } })
    expect(await two.credentials.list(as('mia'))).toEqual([token])
    expect(await two.credentials.list(as('una'))).toEqual([])
    expect(await two.credentials.revoke(as('mia'), token.id)).toMatchObject({ id: token.id, revoked: expect.any(String) })
    for (const plane of [one, two]) expect(await refusal(plane.credentials.authenticate(readToken(text)))).toEqual(['token-refused'])
    expect(await one.credentials.list(as('olga'))).toMatchObject([{ id: token.id, revoked: expect.any(String) }])
  })

  test('is refused by a replica that follows as soon as it has heard of its end', async () => {
    const stop = new AbortController()
    const { text, token } = await one.credentials.issue(as('mia'), {})
    const following = two.follow(stop.signal)
    await two.credentials.authenticate(readToken(text))
    const heard = new Promise<void>((resolve) => two.listen(() => resolve()))
    await one.credentials.revoke(as('mia'), token.id)
    await heard
    expect(await refusal(two.credentials.authenticate(readToken(text)))).toEqual(['token-refused'])
    stop.abort()
    await following
  })

  test('lies in the store as what it can be found and judged by, and not itself', async () => {
    const { text, token } = await one.credentials.issue(as('mia'), { description: 'laptop' })
    const invited = await one.credentials.issue(as('adam'), { holder: { user: 'una' }, once: true })
    const kept = JSON.stringify([await (await storeOf()).tokens(TEAM), await one.audit(10), await one.history(10)])
    for (const secret of [text, invited.text]) expect(kept).not.toContain(secret.slice(3, 20))
    expect(JSON.stringify(await one.credentials.list(as('olga')))).not.toMatch(/digest|uid|inviter/)
    expect(kept).toContain(token.id)
  })
  async function storeOf(): Promise<Store> {
    let found: Store | undefined
    await here.open((store) => (found = store))
    return found as Store
  }

  test('leaves what became of it in the audit log, each step in its place', async () => {
    const { text } = await one.credentials.issue(as('adam'), { holder: { user: 'una' }, once: true })
    const lasting = await two.credentials.exchange(text, '192.0.2.7', { description: 'phone' })
    await one.credentials.revoke(as('sue'), lasting.token.id)
    const steps = (await one.audit(3)).reverse()
    expect(steps.map(({ actor, address, tokens }) => [actor, address, tokens?.map(({ op, holder }) => `${op} ${holder}`)])).toEqual([
      ['adam', undefined, ['issue una']],
      ['una', '192.0.2.7', ['use una', 'issue una']],
      ['sue', undefined, ['revoke una']],
    ])
    expect(steps[1]?.changes).toMatchObject([{ op: 'settle', key: `User/${TEAM}/una` }])
    for (const plane of [one, two]) expect((await plane.world()).find('User', 'una')?.status.invitation).toBe('accepted')
    expect(await found()).toEqual([])
  })

  test.each([
    [
      'slipped in',
      'is not what was issued',
      (t: string, id: string) =>
        `insert into ${t} select team, 'f00df00df00d', 'ab', replace(record, '${id}', 'f00df00df00d') from ${t} where id = '${id}'`,
    ],
    [
      'changed',
      'is not what was issued',
      (t: string, id: string) => `update ${t} set record = replace(record, '"mia"', '"olga"') where id = '${id}'`,
    ],
    ['found by another text', 'is not what was issued', (t: string, id: string) => `update ${t} set digest = 'ab' where id = '${id}'`],
    ['taken away', 'was issued, and is gone', (t: string, id: string) => `delete from ${t} where id = '${id}'`],
  ])('that somebody has %s in the database is found', async (_what, says, sql) => {
    const { token } = await one.credentials.issue(as('mia'), {})
    expect(await found()).toEqual([])
    await here.tamper(sql(here.tokens, token.id))
    expect(await found()).toEqual([expect.stringMatching(new RegExp(`^audit-mismatch: The API token \`.*\` ${says}`))])
  })

  test('of a user who was removed is nobody’s, whoever comes to bear the name', async () => {
    const { text } = await one.credentials.issue(as('mia'), {})
    const ci = await one.credentials.issue(as('sue'), { holder: { pipeline: 'ci', role: 'admin' } })
    await applyTo(one, declaration(declare('Team', TEAM, { owner: 'olga' }), user('olga'), user('adam', { role: 'admin' }), user('una')))
    await applyTo(two, people())
    for (const lost of [text, ci.text]) expect(await refusal(two.credentials.authenticate(readToken(lost)))).toEqual(['token-refused'])
    expect(await two.credentials.list(as('mia'))).toEqual([])
    expect(await refusal(one.credentials.issue(operator, { holder: { user: 'nobody' } }))).toEqual(['unknown-resource'])
  })

  test('that is exchanged through both replicas at once gives one that lasts', async () => {
    const { text } = await one.credentials.issue(as('adam'), { holder: { user: 'una' }, once: true })
    const tries = await Promise.allSettled([one, two, one, two].map((plane) => plane.credentials.exchange(text, '192.0.2.7')))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await one.credentials.list(as('olga'))).filter(({ once }) => !once)).toHaveLength(1)
    expect(await found()).toEqual([])
  })

  test('that another replica has revoked meanwhile takes along what that one did before', async () => {
    const { token } = await one.credentials.issue(as('mia'), {})
    let between: (() => Promise<unknown>) | undefined = async () => {
      await applyTo(two, people(user('late')))
      await two.credentials.revoke(as('mia'), token.id)
    }
    const third = await here.open((store) => ({
      ...store,
      databaseId: store.databaseId,
      async commit(next) {
        const first = between
        between = undefined
        await first?.()
        return store.commit(next)
      },
    }))
    await third.credentials.revoke(as('mia'), token.id)
    const { revision } = await two.world()
    expect((await third.world()).revision).toBe(revision)
    expect((await third.world()).find('User', 'late')).toBeDefined()
  })
})

test('so many of one holder hold at once as somebody can look over, and one that is revoked makes room', async () => {
  const here = await place('SQLite')
  const plane = await here.open()
  await applyTo(plane, people())
  const pipeline = (pipeline: string) => ({ holder: { pipeline, role: 'member' } })
  for (let i = 0; i < 100; i++) await plane.credentials.issue(as('sue'), pipeline('ci'))
  expect(await refusal(plane.credentials.issue(as('sue'), pipeline('ci')))).toEqual(['not-permitted'])
  // Others have room: another pipeline, one of the same name under somebody else, and the user itself.
  const issued = await Promise.all([
    plane.credentials.issue(as('sue'), pipeline('cd')),
    plane.credentials.issue(as('olga'), pipeline('ci')),
    plane.credentials.issue(as('sue'), {}),
  ])
  expect(issued.map(({ token }) => token.identity)).toEqual([
    { pipeline: 'cd', role: 'member', issuer: 'sue' },
    { pipeline: 'ci', role: 'member', issuer: 'olga' },
    { user: 'sue' },
  ])
  // They are listed in no order.
  const one = (await plane.credentials.list(as('sue'))).find(
    ({ identity }) => 'pipeline' in identity && identity.pipeline === 'ci' && identity.issuer === 'sue',
  )
  await plane.credentials.revoke(as('sue'), one?.id ?? '')
  await plane.credentials.issue(as('sue'), pipeline('ci'))
  expect(await refusal(plane.credentials.issue(as('sue'), pipeline('ci')))).toEqual(['not-permitted'])
  await here.end()
})

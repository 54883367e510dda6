/**
 * The suite that every store passes, told as the life of a team: it is created, edited by two managers, renamed, followed by a replica,
 * and copied. It is long because it is one story. `storeConformance(name, open)` runs it on a fresh, empty store for each test. A store knows no kind, so the rows here are of none.
 */
import { setImmediate as others } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ProblemError } from '../../schema/problem.ts'
import type { AuditRow, Commit, LogEntry, OwnershipRow, Row, Store } from './store.ts'

export interface OpenStore {
  store: Store
  /** Another one, empty too; whoever asks for it closes it. */
  another(): Promise<Store>
  /** A path for a backup, and how to open what was put there. */
  backup: { path: string; open(): Promise<Store> }
  /** Closes it and removes what it left. */
  end(): Promise<void>
}

const TEAM = 'acme'
const TIME = '2026-01-02T03:04:05.000Z'

export function ownedBy(manager: string, declared: string, more: Partial<OwnershipRow> = {}): OwnershipRow {
  const source = { commit: 'c0ffee', file: 'people.yaml', line: 7 }
  return { manager, fields: '["spec.a"]', lastApplied: declared, digest: `digest of ${declared}`, source, ...more }
}
export function storedRow(name: string, revision: number, declared = `{"spec":{"a":"${name}"}}`, more: Partial<Row> = {}): Row {
  return {
    key: `Thing/${TEAM}/${name}`,
    kind: 'Thing',
    name,
    uid: `uid-${name}`,
    existence: 'git:acme',
    declared,
    digest: `digest of ${declared}`,
    status: '{}',
    created: revision,
    changed: revision,
    ownership: [ownedBy('git:acme', declared)],
    ...more,
  }
}
/** A row with all its parts before one's eyes: a store may read some of them only when they are asked for. */
export const plain = ({ key, kind, name, uid, existence, declared, digest, status, created, changed, ownership }: Row): Row => ({
  ...{ key, kind, name, uid, existence, declared, digest, status, created, changed },
  ownership,
})
export const put = (op: string, row: Row, from?: string): LogEntry => ({ op, key: row.key, ...(from !== undefined && { from }), row })
export const drop = (name: string): LogEntry => ({ op: 'delete', key: `Thing/${TEAM}/${name}`, row: null })

let commits = 0
/** A commit of these entries over `expectedRevision`. */
export function commitOf(expectedRevision: number, entries: LogEntry[], more: Partial<Commit> = {}): Commit {
  return {
    team: TEAM,
    expectedRevision,
    entries,
    idempotencyKey: `commit-${++commits}`,
    time: TIME,
    actor: 'os:tester',
    manager: 'git:acme',
    commit: 'c0ffee',
    planDigest: 'p',
    configDigest: null,
    audit: (revision, last): AuditRow => ({
      sequence: (last?.sequence ?? 0) + 1,
      revision,
      time: TIME,
      body: '{}',
      previousHash: last?.hash ?? '',
      hash: `hash ${revision}`,
      signature: null,
    }),
    ...more,
  }
}

export function storeConformance(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name} keeps the store contract`, () => {
    let opened: OpenStore
    let store: Store
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(() => opened.end())

    const rows = async () => (await store.snapshot(TEAM)).rows.map(plain)
    const rowsAt = async (revision: number) => (await store.snapshotAt(TEAM, revision)).rows.map(plain)
    const names = async () => (await store.snapshot(TEAM)).rows.map((row) => row.name)
    const create = (...list: string[]) =>
      store.commit(
        commitOf(
          0,
          list.map((each) => put('create', storedRow(each, 1))),
        ),
      )
    async function codes(promise: Promise<unknown>): Promise<string[]> {
      const error = await promise.then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (!(error instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${error}`)
      return error.problems.map((found) => found.code)
    }

    test('an empty store has an id, and every team is at revision 0 without rows', async () => {
      expect(store.databaseId).toMatch(/^[0-9a-f-]{36}$/)
      expect(await store.snapshot(TEAM)).toEqual({ revision: 0, rows: [] })
      expect([await store.head(TEAM), await store.auditHead(TEAM), await store.revisions(TEAM, 10)]).toEqual([0, undefined, []])
    })

    test('a row comes back as it was put, with all of its owners, in the order of keys', async () => {
      const shared = storedRow('b', 1, '{"spec":{"a":1}}', {
        status: '{"seen":true}',
        ownership: [
          ownedBy('console', '{"spec":{"note":"x"}}', { fields: '["spec.note"]', source: {} }),
          ownedBy('git:acme', '{"spec":{"a":1}}'),
          ownedBy('scim', '{}', { fields: '[]', source: { line: 3 } }),
          ownedBy('sync', '{}', { fields: '[]', source: { commit: 'c0ffee', file: 'a\nb\n.yaml' } }),
          ownedBy('terra', '{}', { fields: '[]', source: { file: '\n' } }),
        ],
      })
      const orphan = storedRow('c', 1, '{}', { existence: null, ownership: [] })
      expect(await store.commit(commitOf(0, [put('create', orphan), put('create', shared)]))).toEqual({ revision: 1, repeated: false })
      expect((await store.snapshot(TEAM)).revision).toBe(1)
      expect(await rows()).toEqual([shared, orphan])
    })

    test('keys are in the order of their bytes, whatever language the machine speaks', async () => {
      const sorted = ['A', 'B', 'Z', '_', 'a', 'a-b', 'aa', 'b', 'z', '\u00e1', '\u4e00', '\u{1f40e}']
      await create(...sorted.toReversed())
      expect([await names(), (await store.snapshotAt(TEAM, 1)).rows.map((row) => row.name)]).toEqual([sorted, sorted])
    })

    test('teams share nothing', async () => {
      await create('a')
      await store.commit(commitOf(0, [], { team: 'other' }))
      expect([(await store.snapshot('other')).rows, await store.head('other'), await store.head(TEAM)]).toEqual([[], 1, 1])
    })

    test('a commit that was computed at another revision is refused, and leaves nothing behind', async () => {
      await create('a')
      expect(await codes(store.commit(commitOf(0, [put('create', storedRow('b', 1))])))).toEqual(['stale-plan'])
      expect([await store.head(TEAM), await names(), (await store.audit(TEAM, 0, 10)).length]).toEqual([1, ['a'], 1])
    })

    test('a commit that fails in its middle leaves nothing behind, and the next one goes through', async () => {
      const audit = () => {
        throw new Error('no audit entry')
      }
      const row = storedRow('a', 1, undefined, { ownership: [ownedBy('new-manager', '{}', { fields: '["spec.new"]' })] })
      await expect(store.commit(commitOf(0, [put('create', row)], { audit }))).rejects.toThrow('no audit entry')
      expect([await store.head(TEAM), await names(), await store.revisions(TEAM, 9)]).toEqual([0, [], []])
      await store.commit(commitOf(0, [put('create', row)]))
      expect(await rows()).toEqual([row])
    })

    test('the same idempotency key is the same commit', async () => {
      const first = commitOf(0, [put('create', storedRow('a', 1))], { idempotencyKey: 'once' })
      expect(await store.commit(first)).toEqual({ revision: 1, repeated: false })
      expect(await store.commit(first)).toEqual({ revision: 1, repeated: true })
      expect([await store.head(TEAM), await store.seen(TEAM, 'once'), await store.seen(TEAM, 'never')]).toEqual([1, 1, undefined])
    })

    test('an idempotency key is forgotten after its time', async () => {
      await store.commit(commitOf(0, [], { idempotencyKey: 'old', time: '2026-01-01T00:00:00.000Z' }))
      await store.commit(commitOf(1, [], { time: '2026-03-01T00:00:00.000Z' }))
      expect(await store.seen(TEAM, 'old')).toBeUndefined()
    })

    test('an update, a replacement and a deletion change the rows; the log keeps each former state', async () => {
      await create('a', 'b', 'c')
      const updated = storedRow('a', 1, '{"spec":{"a":"new"}}', { changed: 2 })
      const replaced = storedRow('b', 2, undefined, { uid: 'another' })
      await store.commit(commitOf(1, [put('update', updated), put('replace', replaced), drop('c')]))
      expect(await rows()).toEqual([updated, replaced])
      const [first, second] = await store.log(TEAM, 0)
      expect(first?.entries.map((entry) => entry.row)).toEqual(['a', 'b', 'c'].map((each) => storedRow(each, 1)))
      expect(second).toEqual({ revision: 2, entries: [put('update', updated), put('replace', replaced), drop('c')] })
    })

    test('a rename moves the row, and two resources may exchange their names in one commit', async () => {
      await create('a', 'b')
      const [a, b] = [storedRow('a', 1, undefined, { uid: 'uid-b' }), storedRow('b', 1, undefined, { uid: 'uid-a' })]
      await store.commit(commitOf(1, [put('rename', a, b.key), put('rename', b, a.key)]))
      expect((await store.snapshot(TEAM)).rows.map((row) => [row.name, row.uid])).toEqual([
        ['a', 'uid-b'],
        ['b', 'uid-a'],
      ])
      expect((await store.log(TEAM, 1))[0]?.entries.map((entry) => entry.from)).toEqual([b.key, a.key])
    })

    test('each revision can be read as it was, with its status and owners, whatever came after', async () => {
      const [a, b, c] = [storedRow('a', 1), storedRow('b', 1), storedRow('c', 1)]
      await store.commit(commitOf(0, [put('create', c), put('create', a), put('create', b)]))
      const edited = storedRow('a', 1, '{"spec":{"a":"new"}}', {
        changed: 2,
        ownership: [ownedBy('console', '{"spec":{"a":"new"}}', { source: { commit: 'beef', file: 'late.yaml', line: 3 } })],
      })
      const settled = { ...b, status: '{"seen":true}', changed: 2 }
      await store.commit(commitOf(1, [put('update', edited), put('settle', settled)]))
      const recorded = { ...settled, existence: null, ownership: [], changed: 3 }
      await store.commit(commitOf(2, [drop('a'), put('record', recorded)]))
      await store.commit(commitOf(3, []))
      const again = storedRow('a', 5, '{"spec":{"a":"back"}}', { uid: 'another' })
      await store.commit(commitOf(4, [put('create', again), drop('c')]))
      expect(await rowsAt(0)).toEqual([])
      expect(await rowsAt(1)).toEqual([a, b, c])
      expect(await rowsAt(2)).toEqual([edited, settled, c])
      expect(await rowsAt(3)).toEqual([recorded, c])
      expect(await rowsAt(4)).toEqual([recorded, c])
      expect(await rowsAt(5)).toEqual([again, recorded])
      expect([await rowsAt(5), (await store.snapshotAt(TEAM, 5)).revision]).toEqual([await rows(), 5])
      expect((await store.snapshotAt('other', 5)).rows).toEqual([])
    })

    test('a name that was left, taken over or exchanged is whose it was at each revision', async () => {
      await create('a', 'b')
      const [a, b] = [storedRow('a', 1, undefined, { uid: 'uid-b' }), storedRow('b', 1, undefined, { uid: 'uid-a' })]
      await store.commit(commitOf(1, [put('rename', a, b.key), put('rename', b, a.key)]))
      const z = storedRow('z', 1, undefined, { uid: 'uid-b' })
      await store.commit(commitOf(2, [put('rename', z, a.key)]))
      const taken = storedRow('z', 1, undefined, { uid: 'uid-a' })
      await store.commit(commitOf(3, [drop('z')]))
      await store.commit(commitOf(4, [put('rename', taken, b.key)]))
      const who = async (revision: number) => (await rowsAt(revision)).map(({ name, uid }) => `${name} ${uid}`)
      expect(await who(1)).toEqual(['a uid-a', 'b uid-b'])
      expect(await who(2)).toEqual(['a uid-b', 'b uid-a'])
      expect(await who(3)).toEqual(['b uid-a', 'z uid-b'])
      expect(await who(4)).toEqual(['b uid-a'])
      expect(await who(5)).toEqual(['z uid-a'])
    })

    test('a time has the revision that was in force then', async () => {
      const day = (date: number) => `2026-03-0${date}T09:00:00.000Z`
      for (const [revision, date] of [2, 4, 4].entries()) await store.commit(commitOf(revision, [], { time: day(date) }))
      const at = (time: string) => store.revisionAt(TEAM, time)
      expect([await at(day(1)), await at('2026-03-02T08:59:59.999Z'), await at(day(2)), await at(day(3))]).toEqual([0, 0, 1, 1])
      expect([await at(day(4)), await at('9999-12-31T23:59:59.999Z')]).toEqual([3, 3])
      expect(await store.revisionAt('other', day(4))).toBe(0)
    })

    test('what some revisions touched is told in order, without what they made of it', async () => {
      await create('a', 'b')
      const renamed = storedRow('z', 1, undefined, { uid: 'uid-b' })
      await store.commit(commitOf(1, [put('rename', renamed, storedRow('b', 1).key), drop('a')]))
      await store.commit(commitOf(2, [put('settle', renamed)]))
      const key = (name: string) => storedRow(name, 1).key
      expect(await store.touched(TEAM, 1, 3)).toEqual([
        { revision: 2, op: 'rename', key: key('z'), from: key('b') },
        { revision: 2, op: 'delete', key: key('a') },
        { revision: 3, op: 'settle', key: key('z') },
      ])
      expect((await store.touched(TEAM, 0, 1)).map((each) => each.op)).toEqual(['create', 'create'])
      expect([await store.touched(TEAM, 3, 3), await store.touched('other', 0, 9)]).toEqual([[], []])
    })

    test('sealed values follow a rename, and go with their resource', async () => {
      const value = new Uint8Array([1, 2, 3])
      const a = storedRow('a', 1)
      await store.commit(commitOf(0, [put('create', a)], { sealed: [{ key: a.key, name: 'code', value, lookup: 'h' }] }))
      const z = { ...storedRow('z', 1), uid: a.uid }
      await store.commit(commitOf(1, [put('rename', z, a.key)]))
      expect(await store.sealed(TEAM, a.key, 'code')).toBeUndefined()
      expect((await store.allSealed(TEAM)).map((each) => ({ ...each, value: [...each.value] }))).toEqual([
        { key: z.key, name: 'code', value: [1, 2, 3], lookup: 'h' },
      ])
      expect(await store.allSealed('other')).toEqual([])
      expect([...((await store.sealed(TEAM, z.key, 'code')) ?? [])]).toEqual([1, 2, 3])
      await store.commit(commitOf(2, [drop('z')]))
      expect(await store.sealed(TEAM, z.key, 'code')).toBeUndefined()
    })

    test('a sealed value is found by its name and its lookup, in whatever team, as long as it is there', async () => {
      const [a, b] = [storedRow('a', 1), storedRow('b', 1)]
      const sealing = (key: string, name: string, lookup: string | null) => ({
        sealed: [{ key, name, value: new Uint8Array([1]), lookup }],
      })
      await store.commit(commitOf(0, [put('create', a)], sealing(a.key, 'code', 'h')))
      await store.commit(commitOf(0, [put('create', b)], { team: 'other', ...sealing(b.key, 'code', 'h') }))
      await store.commit(commitOf(1, [put('create', b)], sealing(b.key, 'other', 'h')))
      const both = [
        { team: TEAM, key: a.key },
        { team: 'other', key: b.key },
      ]
      expect(await store.sealedBy('code', 'h')).toEqual(both)
      expect([await store.sealedBy('code', 'g'), await store.sealedBy('none', 'h')]).toEqual([[], []])
      await store.commit(commitOf(2, [], sealing(a.key, 'code', 'g')))
      await store.commit(commitOf(1, [drop('b')], { team: 'other' }))
      expect(await store.sealedBy('code', 'h')).toEqual([])
      expect(await store.sealedBy('code', 'g')).toEqual([{ team: TEAM, key: a.key }])
    })

    test('a value may be sealed anew, or taken away', async () => {
      const a = storedRow('a', 1)
      const sealing = (value: Uint8Array | null) => ({ sealed: [{ key: a.key, name: 'code', value, lookup: null }] })
      await store.commit(commitOf(0, [put('create', a)], sealing(new Uint8Array([1]))))
      await store.commit(commitOf(1, [], sealing(new Uint8Array([2]))))
      expect([...((await store.sealed(TEAM, a.key, 'code')) ?? [])]).toEqual([2])
      await store.commit(commitOf(2, [], sealing(null)))
      expect(await store.sealed(TEAM, a.key, 'code')).toBeUndefined()
    })

    test('a token is kept with the commit that issues it, and changed by a later one', async () => {
      const token = (id: string, record: string) => ({ id, digest: `digest of ${id}`, record })
      await store.commit(commitOf(0, [], { tokens: [token('b', '{}'), token('a', '{"n":1}')] }))
      await store.commit(commitOf(1, [], { tokens: [token('a', '{"n":2}')] }))
      expect(await codes(store.commit(commitOf(1, [], { tokens: [token('c', '{}')] })))).toEqual(['stale-plan'])
      expect([await store.tokens(TEAM), await store.tokens('other')]).toEqual([[token('a', '{"n":2}'), token('b', '{}')], []])
    })

    test('the newest report of each device is kept, what it leaves out is as before, and an older one changes nothing', async () => {
      const at = (second: number) => `2026-01-02T03:04:0${second}.000Z`
      const row = (agent: string, second: number, report: string | null, inventory: string | null = null) => {
        return { agent, seen: at(second), report, inventory }
      }
      await store.putReports(TEAM, [row('b', 1, '{"n":1}', '{"disk":1}'), row('a', 1, null)])
      await store.putReports(TEAM, [row('b', 3, '{"n":3}')])
      await store.putReports(TEAM, [row('b', 2, '{"n":2}', '{"disk":2}'), row('a', 4, null)])
      await store.putReports(TEAM, [])
      expect(await store.reports(TEAM)).toEqual([
        { agent: 'a', seen: at(4), report: null },
        { agent: 'b', seen: at(3), report: '{"n":3}' },
      ])
      expect([await store.inventory(TEAM, 'b'), await store.inventory(TEAM, 'a'), await store.inventory(TEAM, 'c')]).toEqual([
        ...['{"disk":1}', undefined, undefined],
      ])
      expect([await store.reports('other'), await store.head(TEAM)]).toEqual([[], 0])
    })

    test('the log of a device goes on where it ended, and takes nothing twice, however many try at once', async () => {
      const batch = (first: number, next: number, more: object = {}) => {
        return { agent: 'a', computer: 'desk-1', first, next, hash: `h${next}`, received: TIME, events: '[]', ...more }
      }
      expect(await store.logEnd(TEAM, 'a')).toBeUndefined()
      expect(await store.appendLog(TEAM, batch(2, 3), 'h2')).toBe(false)
      expect(await store.appendLog(TEAM, batch(1, 3), '0')).toBe(true)
      expect(await store.appendLog(TEAM, batch(1, 3), '0')).toBe(false)
      expect(await store.appendLog(TEAM, batch(3, 4), 'other')).toBe(false)
      const tried = await Promise.all(Array.from({ length: 5 }, () => store.appendLog(TEAM, batch(3, 5), 'h3')))
      expect(tried.filter((done) => done)).toHaveLength(1)
      expect(await store.logEnd(TEAM, 'a')).toEqual({ next: 5, hash: 'h5' })
      await store.appendLog(TEAM, batch(1, 2, { agent: 'b', computer: 'desk-2', received: '2026-02-01T00:00:00.000Z' }), '0')
      const asked = async (more: object = {}) =>
        (await store.deviceLog(TEAM, { since: '2026-01-01', until: '2026-12-31', limit: 9, ...more })).map(
          ({ agent, first }) => `${agent}${first}`,
        )
      expect(await asked()).toEqual(['b1', 'a3', 'a1'])
      expect([await asked({ computer: 'desk-1', limit: 1 }), await asked({ since: '2026-01-15' })]).toEqual([['a3'], ['b1']])
    })

    test('a part of the log can be read', async () => {
      await create('a')
      for (const revision of [1, 2, 3]) await store.commit(commitOf(revision, [put('update', storedRow('a', 1))]))
      expect((await store.log(TEAM, 1, 3)).map((step) => step.revision)).toEqual([2, 3])
    })

    test('a revision of thousands is read whole and in order, and whoever waits meanwhile has a turn', async () => {
      const many = Array.from({ length: 5000 }, (_, i) => put('create', storedRow(`r${(i * 7919) % 5000}`, 1)))
      await store.commit(commitOf(0, many))
      await store.commit(commitOf(1, [drop('r0')]))
      let turns = 0
      let reading = true
      const beside = (async () => {
        for (; reading; turns++) await others()
      })()
      const [log, again] = await Promise.all([store.log(TEAM, 0), store.log(TEAM, 0, 1)])
      reading = false
      await beside
      expect(log.map(({ revision, entries }) => [revision, entries.length])).toEqual([
        [1, 5000],
        [2, 1],
      ])
      expect(log[0]?.entries.map(({ key, row }) => [key, row && plain(row)])).toEqual(many.map(({ key, row }) => [key, row && plain(row)]))
      expect(again[0]?.entries.map(({ key }) => key)).toEqual(many.map(({ key }) => key))
      expect(turns).toBeGreaterThan(2)
    })

    test('history tells newest first who did what', async () => {
      await create('a', 'b')
      await store.commit(commitOf(1, [drop('a')], { actor: 'os:other', commit: null, configDigest: 'cfg' }))
      const [newest, oldest] = await store.revisions(TEAM, 10)
      expect(oldest).toEqual(await store.revision(TEAM, 1))
      expect(newest).toEqual({
        revision: 2,
        time: TIME,
        actor: 'os:other',
        manager: 'git:acme',
        commit: null,
        planDigest: 'p',
        configDigest: 'cfg',
        counts: '{"delete":1}',
      })
      expect((await store.revisions(TEAM, 1)).length).toBe(1)
      expect(await store.revision(TEAM, 3)).toBeUndefined()
    })

    test('the audit log is read in pages, and each entry sees the one before', async () => {
      for (const revision of [0, 1, 2]) await store.commit(commitOf(revision, []))
      expect((await store.audit(TEAM, 1, 1)).map((row) => [row.sequence, row.previousHash])).toEqual([[2, 'hash 1']])
      expect((await store.auditHead(TEAM))?.sequence).toBe(3)
      expect((await store.auditLink(TEAM, 2))?.hash).toBe('hash 2')
      expect(await store.auditLink(TEAM, 4)).toBeUndefined()
    })

    test('a configuration is unchanged until anyone commits anything', async () => {
      await store.commit(commitOf(0, [], { configDigest: 'cfg' }))
      expect(await store.unchanged(TEAM, 'git:acme', 'cfg')).toBe(1)
      expect(await store.unchanged(TEAM, 'git:acme', 'another')).toBeUndefined()
      expect(await store.unchanged(TEAM, 'console', 'cfg')).toBeUndefined()
      await store.commit(commitOf(1, [], { manager: 'console' }))
      expect(await store.unchanged(TEAM, 'git:acme', 'cfg')).toBeUndefined()
    })

    test('a configuration that says nothing new is remembered at the head only', async () => {
      await store.commit(commitOf(0, []))
      await store.commit(commitOf(1, []))
      await store.remember(TEAM, 'git:acme', 'cfg', 1)
      expect(await store.unchanged(TEAM, 'git:acme', 'cfg')).toBeUndefined()
      await store.remember(TEAM, 'git:acme', 'cfg', 2)
      expect(await store.unchanged(TEAM, 'git:acme', 'cfg')).toBe(2)
    })

    test('a follower sees what was committed, then each new commit as it lands, until it is told to stop', async () => {
      await create('a')
      const stop = new AbortController()
      const seen: number[] = []
      const following = (async () => {
        for await (const { revision } of store.follow(TEAM, 0, stop.signal)) {
          seen.push(revision)
          if (revision < 3) await store.commit(commitOf(revision, [put('update', storedRow('a', 1))]))
          else stop.abort()
        }
      })()
      await following
      expect(seen).toEqual([1, 2, 3])
    })

    test('a follower that waits is woken by a commit, and by its signal', async () => {
      const stop = new AbortController()
      const steps = store.follow(TEAM, 0, stop.signal)[Symbol.asyncIterator]()
      const first = steps.next()
      await create('a')
      expect((await first).value.revision).toBe(1)
      const second = steps.next()
      stop.abort()
      expect((await second).done).toBe(true)
    })

    test('a commit that writes nothing is a revision like any other, for the log and for a follower', async () => {
      for (const revision of [0, 1]) await store.commit(commitOf(revision, []))
      await store.commit(commitOf(2, [put('create', storedRow('a', 3))]))
      expect((await store.log(TEAM, 0, 2)).concat(await store.log(TEAM, 3))).toEqual([1, 2].map((revision) => ({ revision, entries: [] })))
      const stop = new AbortController()
      const seen: number[] = []
      for await (const { revision } of store.follow(TEAM, 0, stop.signal)) if (seen.push(revision) === 3) stop.abort()
      expect(seen).toEqual([1, 2, 3])
    })

    test('many may follow at once, and each has its own place', async () => {
      const warned: string[] = []
      const warn = (warning: Error) => warned.push(warning.message)
      process.on('warning', warn)
      const following = Array.from({ length: 12 }, async (_, i) => {
        const stop = new AbortController()
        const seen: number[] = []
        for await (const { revision } of store.follow(TEAM, i % 3, stop.signal)) if (seen.push(revision) === 4 - (i % 3)) stop.abort()
        return seen
      })
      for (const revision of [0, 1, 2, 3]) await store.commit(commitOf(revision, []))
      const inOrder = [1, 2, 3, 4]
      expect(await Promise.all(following)).toEqual(Array.from({ length: 12 }, (_, i) => inOrder.slice(i % 3)))
      process.off('warning', warn)
      expect(warned).toEqual([])
    })

    test('a lease has one holder, names it, and fences off its predecessors', async () => {
      const first = await store.lease(TEAM, 'apply', 'one', 60)
      expect(first).toEqual({ token: 1 })
      expect(await store.lease(TEAM, 'apply', 'two', 60)).toMatchObject({ holder: 'one' })
      expect(await store.lease(TEAM, 'apply', 'one', 60)).toEqual({ token: 2 })
      await store.release(TEAM, 'apply', 1) // a token that was overtaken releases nothing
      expect(await store.lease(TEAM, 'apply', 'two', 60)).toMatchObject({ holder: 'one' })
      await store.release(TEAM, 'apply', 2)
      expect(await store.lease(TEAM, 'apply', 'two', 60)).toEqual({ token: 3 })
    })

    test('a lease that ran out is anyone’s', async () => {
      await store.lease(TEAM, 'apply', 'one', 0)
      expect(await store.lease(TEAM, 'apply', 'two', 60)).toEqual({ token: 2 })
    })

    test('what it hands out, another one takes over: all of it, with its id', async () => {
      const a = storedRow('a', 1)
      const sealed = [{ key: a.key, name: 'code', value: new Uint8Array([1, 2]), lookup: 'h' }]
      await store.commit(commitOf(0, [put('create', a)], { sealed, idempotencyKey: 'first', configDigest: 'cfg' }))
      await store.commit(commitOf(0, [], { team: 'other', tokens: [{ id: 't', digest: 'd', record: '{}' }] }))
      const z = { ...storedRow('z', 1), uid: a.uid }
      await store.commit(commitOf(1, [put('rename', z, a.key)], { configDigest: 'cfg' }))
      await store.lease(TEAM, 'apply', 'one', 60)
      const seen = [{ agent: 'x', seen: TIME, report: '{}', inventory: '{"disk":1}' }]
      await store.putReports('other', seen)
      const batch = { agent: 'x', computer: 'desk-1', first: 1, next: 2, hash: 'h', received: TIME, events: '[{}]' }
      await store.appendLog('other', batch, '0')
      const taker = await opened.another()
      try {
        await taker.fill((take) => store.contents(take))
        expect(taker.databaseId).toBe(store.databaseId)
        expect((await taker.snapshot(TEAM)).rows.map(plain)).toEqual(await rows())
        expect((await taker.snapshotAt(TEAM, 1)).rows.map(plain)).toEqual([a])
        for (const team of [TEAM, 'other']) {
          expect(await taker.log(team, 0)).toEqual(await store.log(team, 0))
          expect(await taker.revisions(team, 9)).toEqual(await store.revisions(team, 9))
          expect(await taker.audit(team, 0, 9)).toEqual(await store.audit(team, 0, 9))
        }
        expect([...((await taker.sealed(TEAM, z.key, 'code')) ?? [])]).toEqual([1, 2])
        expect([await taker.reports('other'), await taker.inventory('other', 'x')]).toEqual([await store.reports('other'), '{"disk":1}'])
        expect(await taker.deviceLog('other', { since: TIME, until: TIME, limit: 9 })).toEqual([batch])
        expect(await taker.tokens('other')).toEqual([{ id: 't', digest: 'd', record: '{}' }])
        expect([await taker.seen(TEAM, 'first'), await taker.unchanged(TEAM, 'git:acme', 'cfg')]).toEqual([1, 2])
        expect(await taker.lease(TEAM, 'apply', 'two', 60)).toMatchObject({ holder: 'one' })
        expect(await taker.lease(TEAM, 'apply', 'one', 60)).toEqual({ token: 2 })
        expect((await taker.commit(commitOf(2, [drop('z')]))).revision).toBe(3)
        expect(await codes(taker.fill((take) => store.contents(take)))).toEqual(['store-not-empty'])
        expect(await taker.head(TEAM)).toBe(3)
      } finally {
        await taker.close()
      }
    })

    test('may be closed twice', async () => {
      const another = await opened.another()
      await Promise.all([another.close(), another.close()])
      await another.close()
    })

    test('a backup is the store as it was, and overwrites nothing', async () => {
      await create('a', 'b')
      await store.backup(opened.backup.path)
      await store.commit(commitOf(1, [drop('a')]))
      expect(await codes(store.backup(opened.backup.path))).toEqual(['backup-exists'])
      const copy = await opened.backup.open()
      try {
        expect(copy.databaseId).toBe(store.databaseId)
        expect([(await copy.snapshot(TEAM)).rows.map((row) => row.name), await copy.integrity()]).toEqual([['a', 'b'], []])
        await copy.commit(commitOf(1, [drop('b')]))
      } finally {
        await copy.close()
      }
      expect(await names()).toEqual(['b'])
    })
  })
}

/** What is refused, with which code; and in which order it is asked. */
import { expect, test } from 'vitest'
import { type OnlineKey, publicText } from '../protocol/keys.ts'
import { type PolicyDocument, signPolicy } from '../protocol/policy.ts'
import { ProblemError } from '../schema/problem.ts'
import { type Candidate, type Checking, check } from './check.ts'
import { AGENT, Signers, TEAM } from './testing.ts'

const NOW = Date.parse('2026-03-02T09:00:00.000Z')
const HOUR = 3_600_000
const at = (ms: number): string => new Date(NOW + ms).toISOString()
const settings = { 'session.sound': { value: 'off', origin: 'policy kiosks', locked: true } }
const [signers, strangers] = [new Signers(() => NOW), new Signers(() => NOW)]
const made = signers.document(7, settings)
const asked = (more: Partial<Checking> = {}): Checking => ({
  ...{ agentId: AGENT, team: TEAM, online: signers.online, highest: { epoch: 0, rev: 7 }, now: NOW + 1000 },
  ...more,
})

function codeOf(candidate: Candidate, timestamp: string, checking: Checking = asked()): string {
  try {
    check(candidate, timestamp, checking)
    return 'taken'
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems.map(({ code }) => code).join()
  }
}
const stamp = (more: Parameters<Signers['timestamp']>[2] = {}, of: PolicyDocument = made.document) => signers.timestamp(7, of, more)
const other = (more: Partial<PolicyDocument>) => signers.document(7, settings, more)
const text = (of: string): Candidate => ({ text: of })

test('a true document with a true timestamp is taken', () => {
  expect(check(text(made.text), stamp(), asked())).toMatchObject({ document: made.document, serverTime: NOW, expires: NOW + 72 * HOUR })
  expect(codeOf({ known: made.document }, stamp())).toBe('taken')
  expect(codeOf(text(made.text), signers.timestamp(9, made.document))).toBe('taken')
})

test('a key that is in use before this clock says so is not refused; one that is to be used tomorrow is', () => {
  expect(codeOf(text(made.text), stamp(), asked({ now: NOW - 30_000 }))).toBe('taken')
  expect(codeOf(text(made.text), stamp(), asked({ now: NOW - 86_400_000 }))).toBe('untrusted-document')
})

const ofOtherTeam = other({ team: 'other' })
const requiring = other({ requires: ['session.telepathy'] })
const senseless = signers.document(7, { 'session.sound': { value: 'loud', origin: 'policy kiosks', locked: true } })
const larger = signers.document(7, { 'session.sound': { value: 'x'.repeat(256 << 10), origin: 'policy', locked: true } })
const forged: OnlineKey = { ...signers.online, publicKey: publicText(strangers.key.private) }

test.each<[what: string, code: string, candidate: Candidate, timestamp: string, checking?: Checking]>([
  ['that is too large', 'untrusted-document', text(larger.text), stamp({}, larger.document)],
  ['that is none', 'untrusted-document', text('hello'), stamp()],
  ['whose timestamp is none', 'untrusted-document', text(made.text), 'hello'],
  ['whose timestamp is the document', 'untrusted-document', text(made.text), made.text],
  ['that another control plane signed', 'untrusted-document', text(strangers.document(7, settings).text), stamp(), asked()],
  ['that is signed by another key of the same name', 'untrusted-document', text(made.text), stamp(), asked({ online: forged })],
  [
    'that is signed by a key that is not known yet',
    'unknown-online-key',
    text(made.text),
    stamp(),
    asked({ online: { ...signers.online, kid: 'online-0' } }),
  ],
  ['after the end of its key', 'untrusted-document', text(made.text), stamp(), asked({ now: NOW + 91 * 24 * HOUR })],
  [
    'of a type that is not known',
    'untrusted-document',
    text(other({ type: 'effective-policy/v2' as 'effective-policy/v1' }).text),
    stamp(),
  ],
  ['with a digest of something else', 'untrusted-document', text(signPolicy({ ...made.document, settings: {} }, signers.key)), stamp()],
  ['of another team', 'policy-of-other-team', text(ofOtherTeam.text), stamp({ team: 'other' }, ofOtherTeam.document)],
  ['whose timestamp is of another team', 'policy-of-other-team', text(made.text), stamp({ team: 'other' })],
  ['that was confirmed for another agent', 'policy-of-other-agent', text(made.text), stamp({ agentId: 'agent-2' })],
  ['whose timestamp is of another document', 'policy-of-other-content', text(made.text), stamp({}, requiring.document)],
  ['that is known, and whose timestamp is of another', 'policy-of-other-content', { known: made.document }, stamp({}, requiring.document)],
  ['below the highest revision', 'policy-rolled-back', text(made.text), signers.timestamp(6, made.document)],
  [
    'of an epoch before',
    'policy-rolled-back',
    text(made.text),
    signers.timestamp(900, made.document),
    asked({ highest: { epoch: 1, rev: 2 } }),
  ],
  ['of an epoch that its key does not have', 'untrusted-document', text(made.text), stamp({ epoch: 1 })],
  ['made in an epoch that its key does not have', 'untrusted-document', text(other({ epoch: 3 }).text), stamp()],
  ['that is not confirmed any more', 'policy-out-of-date', text(made.text), stamp({ expires: at(1000) })],
  ['that requires what is not known', 'policy-not-understood', text(requiring.text), stamp({}, requiring.document)],
  ['with a value that is none of its setting', 'policy-not-understood', text(senseless.text), stamp({}, senseless.document)],
])('a document %s: %s', (_, code, candidate, timestamp, checking) => {
  expect(codeOf(candidate, timestamp, checking)).toBe(code)
})

test('what is asked first is answered first', () => {
  const all = signers.document(
    7,
    { 'session.sound': { value: 'loud', origin: 'policy', locked: true } },
    { team: 'other', requires: ['x'] },
  )
  const timestamp = signers.timestamp(1, made.document, { agentId: 'agent-2', team: 'other', expires: at(0) })
  expect(codeOf(text(all.text), timestamp)).toBe('policy-of-other-team')
  expect(codeOf(text(all.text), timestamp, asked({ team: 'other' }))).toBe('policy-of-other-agent')
  expect(codeOf(text(all.text), timestamp, asked({ team: 'other', agentId: 'agent-2' }))).toBe('policy-of-other-content')
  const next = signers.timestamp(1, all.document, { team: 'other', expires: at(0) })
  expect(codeOf(text(all.text), next, asked({ team: 'other' }))).toBe('policy-rolled-back')
  expect(codeOf(text(all.text), next, asked({ team: 'other', highest: { epoch: 0, rev: 1 } }))).toBe('policy-out-of-date')
})

test('a setting of a newer version is no reason to refuse, unless it is required', () => {
  const newer = signers.document(7, { ...settings, 'session.telepathy': { value: true, origin: 'policy', locked: true } })
  expect(codeOf(text(newer.text), stamp({}, newer.document))).toBe('taken')
})

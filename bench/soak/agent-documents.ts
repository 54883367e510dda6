/**
 * Documents and timestamps that an agent must not take, a hundred thousand of them: true ones that were changed by a letter, cut off, replayed,
 * rolled back, taken from another team, agent or control plane, signed again by another key, or put together from two. Each differs from what is
 * true, so each must be refused, and one that isn't ends the run; what is true is asked in between, so that an agent which refuses everything is noticed too.
 */
import { check } from '../../agent/check.ts'
import { AGENT, Signers, TEAM } from '../../agent/testing.ts'
import { signJws } from '../../protocol/jws.ts'
import type { PolicyDocument } from '../../protocol/policy.ts'
import { ProblemError } from '../../schema/problem.ts'
import { type Random, random } from '../random.ts'

export interface Refusals {
  documents: number
  /** How many were refused with which code. */
  codes: { [code: string]: number }
}

interface Pair {
  document: string
  timestamp: string
}

const NOW = Date.parse('2026-03-02T09:00:00.000Z')
const [HOUR, SEEN] = [3_600_000, 50]
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n'

export function run(times: number, seed: number, progress: (done: number) => void = () => {}): Refusals {
  const chance = random(seed)
  const [own, stranger] = [new Signers(() => NOW), new Signers(() => NOW)]
  const found: Refusals = { documents: 0, codes: {} }
  const ask = ({ document, timestamp }: Pair): string => {
    try {
      check({ text: document }, timestamp, {
        ...{ agentId: AGENT, team: TEAM, online: own.online, highest: { epoch: 0, rev: SEEN }, now: NOW + chance.number(1000) },
      })
      return 'taken'
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      return error.problems[0]?.code ?? ''
    }
  }
  for (let i = 0; i < times; i++) {
    const truth = trueOne(own, chance)
    if (i % 100 === 0 && ask(truth) !== 'taken') throw new Error(`seed ${seed}, document ${i}: a true one was refused`)
    const [name, make] = chance.pick(Object.entries(ways))
    const bent = make(truth, own, stranger, chance)
    if (bent.document === truth.document && bent.timestamp === truth.timestamp) continue
    const code = ask(bent)
    if (code === 'taken') throw new Error(`seed ${seed}, document ${i}: one that was ${name} was accepted`)
    found.documents++
    found.codes[code] = (found.codes[code] ?? 0) + 1
    progress(i + 1)
  }
  return found
}

const settings = (chance: Random) => ({
  'session.sound': { value: chance.pick(['off', 'remote', 'both']), origin: 'policy kiosks', locked: true },
  'session.idleTimeoutMinutes': { value: chance.number(9999), origin: 'builtin', locked: false },
})
const revisionOf = (chance: Random): number => SEEN + chance.number(50)

function trueOne(by: Signers, chance: Random, more: Partial<PolicyDocument> = {}): Pair {
  const { document, text } = by.document(SEEN - chance.number(40), settings(chance), more)
  return { document: text, timestamp: by.timestamp(revisionOf(chance), document) }
}

type Bend = (truth: Pair, own: Signers, stranger: Signers, chance: Random) => Pair

const eitherOf = (chance: Random, { document, timestamp }: Pair, bend: (text: string) => string): Pair =>
  chance.oneIn(2) ? { document: bend(document), timestamp } : { document, timestamp: bend(timestamp) }
/** A document with a true timestamp, of which one thing is not so. */
const stamped = (
  own: Signers,
  chance: Random,
  of: Partial<PolicyDocument>,
  at: Parameters<Signers['timestamp']>[2],
  rev = revisionOf(chance),
): Pair => {
  const { document, text } = own.document(SEEN, settings(chance), of)
  return { document: text, timestamp: own.timestamp(rev, document, at) }
}
const payloadOf = (text: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

const ways: Readonly<Record<string, Bend>> = {
  'changed by a letter': (truth, _, __, chance) =>
    eitherOf(chance, truth, (text) => {
      const at = chance.number(text.length)
      return text.slice(0, at) + chance.pick([...LETTERS]) + text.slice(at + 1)
    }),
  'cut off': (truth, _, __, chance) => eitherOf(chance, truth, (text) => text.slice(0, chance.number(text.length))),
  lengthened: (truth, _, __, chance) => eitherOf(chance, truth, (text) => text + chance.pick([...LETTERS])),
  'put together from two': (truth, own, _, chance) => ({ ...truth, document: trueOne(own, chance, { class: 'c2' }).document }),
  'with parts of another': (truth, own, _, chance) => {
    const other = trueOne(own, chance, { class: 'c2' })
    const at = chance.number(3)
    const mixed = truth.document.split('.').map((part, i) => (i === at ? (other.document.split('.')[i] as string) : part))
    return { ...truth, document: mixed[at] === truth.document.split('.')[at] ? 'x' : mixed.join('.') }
  },
  'the timestamp twice': ({ timestamp }) => ({ document: timestamp, timestamp }),
  'rolled back': (_, own, __, chance) => stamped(own, chance, {}, {}, chance.number(SEEN)),
  'out of date': (_, own, __, chance) => stamped(own, chance, {}, { expires: new Date(NOW - chance.number(100 * HOUR)).toISOString() }),
  'of another team': (_, own, __, chance) => stamped(own, chance, { team: 'other' }, { team: chance.pick(['other', TEAM]) }),
  'confirmed for another team': (_, own, __, chance) => stamped(own, chance, {}, { team: 'other' }),
  'confirmed for another agent': (_, own, __, chance) => stamped(own, chance, {}, { agentId: `agent-${2 + chance.number(1000)}` }),
  'of an epoch that nobody signed': (_, own, __, chance) => stamped(own, chance, {}, { epoch: 1 + chance.number(100) }),
  'of another control plane': (_, __, stranger, chance) => trueOne(stranger, chance),
  'signed again by another': (truth, own, stranger, chance) => {
    const by = { kid: chance.pick([own.key.kid, 'online-9', 'root-1']), private: stranger.key.private }
    const [document, timestamp] = [payloadOf(truth.document), payloadOf(truth.timestamp)]
    return chance.oneIn(2)
      ? { ...truth, document: signJws('effective-policy', JSON.stringify(document), by) }
      : { ...truth, timestamp: signJws('policy-timestamp', JSON.stringify(timestamp), by) }
  },
  'of another sort': (truth, own, _, chance) =>
    eitherOf(chance, truth, (text) =>
      signJws(chance.pick(['root', 'online-key', 'session-grant', 'revocation'] as const), JSON.stringify(payloadOf(text)), own.key),
    ),
  'without something, though signed': (truth, own, _, chance) => {
    const document = payloadOf(truth.document)
    delete document[chance.pick(Object.keys(document))]
    return { ...truth, document: signJws('effective-policy', JSON.stringify(document), own.key) }
  },
  'with another value, though signed': (truth, own, _, chance) => {
    const document = payloadOf(truth.document)
    const key = chance.pick(['team', 'class', 'requires', 'staleness', 'settings', 'digest', 'type'])
    return {
      ...truth,
      document: signJws(
        'effective-policy',
        JSON.stringify({
          ...document,
          [key]: chance.pick([null, 1, 'x', [], {}, true]) === document[key] ? 'y' : chance.pick([null, 1, true]),
        }),
        own.key,
      ),
    }
  },
  'requiring what is not there': (_, own, __, chance) => stamped(own, chance, { requires: [`session.feature${chance.number(1000)}`] }, {}),
}

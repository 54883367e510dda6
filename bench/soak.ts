/**
 * `npm run soak`: what takes too long for the test suite, which runs a seeded tenth of it. One line a soak; a failure names its seed.
 * `npm run soak -- --times 1000 --seed 7` goes further, or over the same ground again; `--only sessions,laws` runs some of them.
 */
import { parseArgs } from 'node:util'
import { run as documents } from './soak/agent-documents.ts'
import { run as agents } from './soak/agent-kill.ts'
import { run as computers } from './soak/computers-kill.ts'
import { run as crash } from './soak/crash.ts'
import { run as hostile } from './soak/http-hostile.ts'
import { run as killed } from './soak/http-kill.ts'
import { laws } from './soak/laws.ts'
import { run as longSession } from './soak/long-session.ts'
import { run as meaning } from './soak/meaning.ts'
import { run as replicas } from './soak/replicas.ts'
import { schemathesis } from './soak/schemathesis.ts'
import { run as sessions } from './soak/sessions.ts'
import { run as sources } from './soak/sources.ts'

const { values } = parseArgs({ options: { times: { type: 'string', default: '100' }, seed: { type: 'string' }, only: { type: 'string' } } })
const times = Number(values.times)
const seed = Number(values.seed ?? Date.now() % 1_000_000)

/** How far it is. */
type Say = (done: number | string, of?: number | string) => void
/** What there is to say when it is over; throws where something was not as it must be. */
type Soak = (say: Say) => Promise<string>

const soaks: { readonly [name: string]: Soak } = {
  async crash(say) {
    const { kills, before, after, unmade } = await crash(times, seed, (done) => say(done, times))
    return `${kills} kills: ${before} found the apply undone, ${after} done, ${kills - before - after} came before it began, ${unmade} of those before there was a database; every next run finished`
  },

  async replicas(say) {
    const { kills, revisions, keptUnpromised } = await replicas(times, seed, (done) => say(done, times))
    return `${kills} kills of one of three on a PostgreSQL: ${revisions} revisions, each once and in order, the chain whole; ${keptUnpromised} commits were kept that nobody lived to promise`
  },

  async server(say) {
    const { kills, early, acknowledged, revisions } = await killed(times, seed, (done) => say(done, times))
    return `${kills} kills under load, ${early} of them before it listened: ${acknowledged} applies acknowledged, each there, once, at its revision; ${revisions} revisions, none missing, the chain whole`
  },

  async computers(say) {
    const { kills, revisions, seen } = await computers(times, seed, (done) => say(done, times))
    return `${kills.server} kills of the server and ${kills.agents} of three agents over ${revisions} revisions: policies were held ${seen.held} times, reported ${seen.reported}, logged ${seen.logged}; each that of its revision, none older than the one before, all agents at the newest in the end`
  },

  'hostile-sqlite': (say) => flooded('sqlite', 1000 * times, say),
  'hostile-postgres': (say) => flooded('postgres', 100 * times, say),

  async schemathesis() {
    const { calls, operations } = await schemathesis(times, seed)
    return `${calls} calls of ${operations} operations with the owner’s token: no fault of the server, no answer that its document does not have`
  },

  async sources(say) {
    const texts = 100 * times
    const tried = await sources(texts, seed, (done) => say(done, texts))
    return `${tried} inputs: read or refused, alike by both parsers, none over ten seconds, none changed by formatting`
  },

  async meaning(say) {
    const worlds = 100 * times
    const questions = meaning(worlds, seed, (done) => done % 100 === 0 && say(done, worlds))
    return `${worlds} worlds: ${questions} questions who reaches what when, through what, until when, with which features and settings; the product and the judge agree`
  },

  async laws() {
    const { files, tests } = await laws()
    return `${tests} tests of ${files} files, with ten times as many cases drawn as in the suite, by seeds of their own`
  },

  async documents(say) {
    const count = 1000 * times
    const bent = documents(count, seed, (done) => done % 1000 === 0 && say(done, count))
    const codes = Object.entries(bent.codes).map(([code, each]) => `${each} ${code}`)
    return `${bent.documents} that an agent must not take: none accepted; ${codes.join(', ')}`
  },

  async agent(say) {
    const { kills, revisions, after, before } = await agents(times, seed, (done) => say(done, times))
    return `${kills} kills while ${revisions} revisions were published: ${after} found the newest policy, ${before} one before it, each whole and none older than was reported; the log one chain`
  },

  async sessions(say) {
    const { ended, p50, p95, before, after } = await sessions(2 * times, (done) => say(done, 2 * times))
    const ends = `${ended.viewer} ended by their viewer, ${ended.somebody} by who may, ${ended.crash} by a crash of the engine, ${ended.vanished} by a viewer that vanished`
    const left = `no process, open file, connection to the display or file is left, the agent has ${before.resident.toFixed(0)} MB before and ${after.resident.toFixed(0)} MB after`
    return `${ends}; a first picture after ${p50.toFixed(0)} ms (p50), ${p95.toFixed(0)} ms (p95); ${left}`
  },

  async 'long-session'(say) {
    const wanted = Math.max(1, Math.round((60 * times) / 100))
    const { minutes, packets, settled, last } = await longSession(wanted, (done) => say(done.toFixed(0), `${wanted} minutes`))
    return `${minutes} minutes: ${packets} packets of its picture; what carries it had ${settled.toFixed(0)} MB once it had settled, and ${last.toFixed(0)} MB in the last quarter`
  },
}

async function flooded(on: 'sqlite' | 'postgres', requests: number, say: Say): Promise<string> {
  const { refused, cutOff, answered, before, after, peak, ...flood } = await hostile(requests, seed, on, (done) => say(done, requests))
  const memory = `it held ${before.toFixed(0)} MB before and ${after.toFixed(0)} MB after, ${peak.toFixed(0)} MB resident at its peak`
  return `${flood.requests} requests: ${refused} refused, ${cutOff} cut off, ${answered} only odd and answered, no fault of the server; ${memory}; nothing of them in its log`
}

const wanted = values.only?.split(',') ?? Object.keys(soaks)
const unknown = wanted.filter((name) => !Object.hasOwn(soaks, name))
if (unknown.length > 0) {
  process.stderr.write(`error: there is no soak ${unknown.join(', ')}\nfix: Name some of ${Object.keys(soaks).join(', ')}.\n`)
  process.exit(2)
}
for (const name of wanted) {
  process.stderr.write(`${name}\n`)
  const since = performance.now()
  const text = await soaks[name]?.((done, of) => void process.stderr.write(`\r${name}: ${done} of ${of} `))
  process.stderr.write('\r')
  console.log(`${name} (seed ${seed}, ${((performance.now() - since) / 1000).toFixed(0)} s): ${text}`)
}

/**
 * `npm run soak`: what takes too long for the test suite, which runs a seeded tenth of it. One line a soak; a failure names its seed.
 * `npm run soak -- --times 1000 --seed 7` goes further, or over the same ground again.
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

const { values } = parseArgs({ options: { times: { type: 'string', default: '100' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const say = (text: string) => process.stderr.write(`\r${text}`)

const { kills, before, after, unmade } = await crash(Number(values.times), seed, (done) => say(`crash: ${done} of ${values.times}`))
process.stderr.write('\n')
console.log(
  `crash: ${kills} kills (seed ${seed}): ${before} found the apply undone, ${after} done, ${kills - before - after} came before it began, ${unmade} of those before there was a database; every next run finished`,
)

const shared = await replicas(Number(values.times), seed, (done) => say(`replicas: ${done} of ${values.times}`))
process.stderr.write('\n')
console.log(
  `replicas: ${shared.kills} kills of one of three on a PostgreSQL (seed ${seed}): ${shared.revisions} revisions, each once and in order, the chain whole; ${shared.keptUnpromised} commits were kept that nobody lived to promise`,
)

const served = await killed(Number(values.times), seed, (done) => say(`server: ${done} of ${values.times}`))
process.stderr.write('\n')
console.log(
  `server: ${served.kills} kills under load (seed ${seed}), ${served.early} of them before it listened: ${served.acknowledged} applies acknowledged, each there, once, at its revision; ${served.revisions} revisions, none missing, the chain whole`,
)

const held = await computers(Number(values.times), seed, (done) => say(`computers: ${done} of ${values.times}`))
process.stderr.write('\n')
console.log(
  `computers: ${held.kills.server} kills of the server and ${held.kills.agents} of three agents (seed ${seed}) over ${held.revisions} revisions: policies were held ${held.seen.held} times, reported ${held.seen.reported}, logged ${held.seen.logged}; each that of its revision, none older than the one before, all agents at the newest in the end`,
)

for (const [on, share] of [
  ['sqlite', 1000],
  ['postgres', 100],
] as const) {
  const requests = share * Number(values.times)
  const flood = await hostile(requests, seed, on, (done) => say(`hostile: ${done} of ${requests}`))
  process.stderr.write('\n')
  console.log(
    `hostile: ${flood.requests} requests (seed ${seed}, ${on}): ${flood.refused} refused, ${flood.cutOff} cut off, ${flood.answered} only odd and answered, no fault of the server; it held ${flood.before.toFixed(0)} MB before and ${flood.after.toFixed(0)} MB after, ${flood.peak.toFixed(0)} MB resident at its peak; nothing of them in its log`,
  )
}

say('schemathesis')
const conformed = await schemathesis(Number(values.times), seed)
process.stderr.write('\n')
console.log(
  `schemathesis: ${conformed.calls} calls of ${conformed.operations} operations with the owner’s token (seed ${seed}): no fault of the server, no answer that its document does not have`,
)

const texts = 100 * Number(values.times)
const tried = await sources(texts, seed, (done) => say(`sources: ${done} of ${texts}`))
process.stderr.write('\n')
console.log(
  `sources: ${tried} inputs (seed ${seed}): read or refused, alike by both parsers, none over ten seconds, none changed by formatting`,
)

const worlds = 100 * Number(values.times)
const questions = meaning(worlds, seed, (done) => done % 100 === 0 && say(`meaning: ${done} of ${worlds}`))
process.stderr.write('\n')
console.log(
  `meaning: ${worlds} worlds (seed ${seed}): ${questions} questions who reaches what when, through what, until when, with which features and settings; the product and the judge agree`,
)

say('laws')
const { files, tests } = await laws()
process.stderr.write('\n')
console.log(`laws: ${tests} tests of ${files} files, with ten times as many cases drawn as in the suite`)

const bent = documents(
  1000 * Number(values.times),
  seed,
  (done) => done % 1000 === 0 && say(`documents: ${done} of ${1000 * Number(values.times)}`),
)
process.stderr.write('\n')
console.log(
  `documents: ${bent.documents} that an agent must not take (seed ${seed}): none accepted; ${Object.entries(bent.codes)
    .map(([code, count]) => `${count} ${code}`)
    .join(', ')}`,
)

const slain = await agents(Number(values.times), seed, (done) => say(`agent: ${done} of ${values.times}`))
process.stderr.write('\n')
console.log(
  `agent: ${slain.kills} kills while ${slain.revisions} revisions were published (seed ${seed}): ${slain.after} found the newest policy, ${slain.before} one before it, each whole and none older than was reported; the log one chain`,
)

const carried = await sessions(2 * Number(values.times), (done) => say(`sessions: ${done} of ${2 * Number(values.times)}`))
process.stderr.write('\n')
const { viewer, somebody, crash: crashed, vanished } = carried.ended
console.log(
  `sessions: ${viewer} ended by their viewer, ${somebody} by who may, ${crashed} by a crash of the engine, ${vanished} by a viewer that vanished; a first picture after ${carried.p50.toFixed(0)} ms (p50), ${carried.p95.toFixed(0)} ms (p95); no process, open file, connection to the display or file is left, the agent has ${carried.before.resident.toFixed(0)} MB before and ${carried.after.resident.toFixed(0)} MB after`,
)

const minutes = Math.max(1, Math.round((60 * Number(values.times)) / 100))
const long = await longSession(minutes, (done) => say(`a long session: ${done.toFixed(0)} of ${minutes} minutes`))
process.stderr.write('\n')
console.log(
  `a session of ${long.minutes} minutes: ${long.packets} packets of its picture; what carries it had ${long.settled.toFixed(0)} MB once it had settled, and ${long.last.toFixed(0)} MB in the last quarter`,
)

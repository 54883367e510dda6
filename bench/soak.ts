/**
 * `npm run soak`: what takes too long for the test suite, which runs a seeded tenth of it. One line a soak; a failure names its seed.
 * `npm run soak -- --times 1000 --seed 7` goes further, or over the same ground again.
 */
import { parseArgs } from 'node:util'
import { run as crash } from './soak/crash.ts'
import { run as meaning } from './soak/meaning.ts'
import { run as replicas } from './soak/replicas.ts'
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

const texts = 100 * Number(values.times)
const tried = await sources(texts, seed, (done) => say(`sources: ${done} of ${texts}`))
process.stderr.write('\n')
console.log(
  `sources: ${tried} inputs (seed ${seed}): read or refused, alike by both parsers, none over two seconds, none changed by formatting`,
)

const worlds = 100 * Number(values.times)
const questions = meaning(worlds, seed, (done) => done % 100 === 0 && say(`meaning: ${done} of ${worlds}`))
process.stderr.write('\n')
console.log(
  `meaning: ${worlds} worlds (seed ${seed}): ${questions} questions who reaches what when, through what, until when, with which features and settings; the product and the judge agree`,
)

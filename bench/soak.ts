/**
 * `npm run soak`: what takes too long for the test suite, which runs a seeded tenth of it. One line a soak; a failure names its seed.
 * `npm run soak -- --times 1000 --seed 7` goes further, or over the same ground again.
 */
import { parseArgs } from 'node:util'
import { run as crash } from './soak/crash.ts'

const { values } = parseArgs({ options: { times: { type: 'string', default: '100' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const say = (text: string) => process.stderr.write(`\r${text}`)

const { kills, before, after, unmade } = await crash(Number(values.times), seed, (done) => say(`crash: ${done} of ${values.times}`))
process.stderr.write('\n')
console.log(
  `crash: ${kills} kills (seed ${seed}): ${before} found the apply undone, ${after} done, ${kills - before - after} came before it began, ${unmade} of those before there was a database; every next run finished`,
)

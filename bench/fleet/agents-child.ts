/**
 * A process that simulates the agents of a fleet, thousands of them, over real sockets with TLS. What it is to do comes over the channel, and so do
 * its answers (agents.ts); it ends when the channel does.
 */
import { quicken } from '../../protocol/ed25519.ts'
import type { AgentsStart, Order, Said } from './agents.ts'
import { herd } from './herd.ts'

// Thousands of agents sign here with one processor, which is to be the server's as far as can be.
await quicken()

const { obey } = herd(JSON.parse(process.argv[2] ?? '') as AgentsStart)
const say = (said: Said) => process.send?.(said)
process.on('message', ({ number, order }: { number: number; order: Order }) => {
  obey(order).then(
    (answer) => say({ number, answer }),
    (error: Error) => say({ number, failed: error.stack ?? error.message }),
  )
})
process.on('disconnect', () => process.exit())
obey({ usage: true }).then((answer) => say({ number: 0, answer }))

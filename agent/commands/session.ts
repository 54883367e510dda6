/** `splashtop-agent session`: the process of one session, which the agent starts and speaks to (engine/carrying.ts). */
import { once } from 'node:events'
import type { Command } from '../command.ts'
import { filesIn } from '../engine/able.ts'
import { Carrying } from '../engine/carrying.ts'
import type { FromSession, ToSession } from '../engine/messages.ts'
import { exit } from '../exit.ts'

const ALIVE_MS = 1000

export const sessionCommand: Command = {
  name: 'session',
  summary: 'one session of a person on this display',
  about: 'Started by the agent, which tells it what was granted; ends with it.',
  arguments: [],
  options: [],
  examples: [],
  async run({ env, process }) {
    if (!process.send) return exit.error
    const gone = new AbortController()
    const say = (message: FromSession) => {
      if (process.connected) process.send?.(message)
    }
    // Whoever started it ends one that can't say so any more (sessions.ts).
    const alive = setInterval(() => say({ alive: true }), ALIVE_MS)
    const session = new Carrying({
      ...{ display: env.DISPLAY ?? '', files: filesIn(env) },
      say,
      gone: () => gone.abort(),
    })
    process.on('message', (message) => session.hear(message as ToSession))
    // Whoever started it is no more: nobody would end it.
    process.once('disconnect', () => session.end('agent-stopped'))
    // What is asked of an agent's terminal (Ctrl-C) is for the agent to tell.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
    await once(gone.signal, 'abort')
    clearInterval(alive)
    if (process.connected) process.disconnect?.()
    return exit.success
  },
}

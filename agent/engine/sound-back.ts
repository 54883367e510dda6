/**
 * What plays on the computer is heard there again. A session that ends does that itself (sound.ts); one that is killed does not, and the agent does when it sees
 * that end, or when it is started again.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { type Run, runIn } from '../platform/platform.ts'
import { isInstalled } from '../programs.ts'
import { isServed, rowsOf, SINK } from './sound.ts'
import type { Sweeping } from './sweeping.ts'

/** Who listened for a session that was killed goes when it next has something to say, which is soon. */
const [TRIES, EACH_MS] = [10, 300]

/** Begins with what was left before the agent was started. */
export function soundBack(env: NodeJS.ProcessEnv): Sweeping {
  const run = runIn(env)
  const over = new AbortController()
  let turn: Promise<unknown> = Promise.resolve()
  const look = () => {
    if (isInstalled('pactl', env) && isServed(env)) turn = turn.then(() => lead(run, over.signal))
  }
  look()
  return {
    gone: (_, inOrder) => inOrder || look(),
    async done() {
      over.abort()
      await turn
    },
  }
}

async function lead(run: Run, signal: AbortSignal): Promise<void> {
  for (let tries = TRIES; tries > 0 && !signal.aborted; tries--) {
    const list = async (what: string) => rowsOf((await run('pactl', ['list', 'short', what])).stdout)
    const ours = (await list('modules')).filter(([, , words = '']) => words.split(' ').includes(`sink_name=${SINK}`))
    if (ours.length === 0) return
    const monitor = (await list('sources')).find(([, name]) => name === `${SINK}.monitor`)?.[0]
    if (!(await list('source-outputs')).some(([, source]) => source === monitor)) {
      // What plays there goes to the loudspeaker that there is then, and so does what is played from now on.
      for (const [module = ''] of ours) await run('pactl', ['unload-module', module])
      return
    }
    await pause(EACH_MS, undefined, { signal }).catch(() => undefined) // broken off: that is looked at above
  }
}

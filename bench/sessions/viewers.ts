/** Starts a viewer (viewer-child.ts) in a process of its own, as a browser would be. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Wish } from './viewer.ts'

export type Said = { begun: string } | { picture: number } | { over: string } | { failed: string } | { packets: number }

export interface Viewer {
  /** Of the session. */
  id: string
  /** The first of the picture has come, so many milliseconds after the session was asked for. */
  picture: Promise<number>
  /** Why it ended, as it was told, or how the connection went. */
  over: Promise<string>
  /** Packets of the picture up to now. */
  packets(): Promise<number>
  leave(): Promise<void>
  /** It is gone, without a word. */
  vanish(): Promise<void>
}

export async function viewer(wish: Wish): Promise<Viewer> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'viewer-child.ts'), JSON.stringify(wish)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  const [begun, picture, over] = [Promise.withResolvers<string>(), Promise.withResolvers<number>(), Promise.withResolvers<string>()]
  let counted = Promise.withResolvers<number>()
  picture.promise.catch(() => undefined) // also where nobody waits for it
  child.on('message', (said: Said) => {
    if ('begun' in said) begun.resolve(said.begun)
    else if ('picture' in said) picture.resolve(said.picture)
    else if ('over' in said) over.resolve(said.over)
    else if ('packets' in said) counted.resolve(said.packets)
    else for (const { reject } of [begun, picture]) reject(new Error(said.failed))
  })
  child.once('exit', (code) => {
    for (const { reject } of [begun, picture]) reject(new Error(`the viewer ended by itself, with ${code}`))
    over.resolve('gone')
  })
  const end = async (how: () => void): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) how()
    await gone
  }
  const leave = () => end(() => child.connected && child.disconnect())
  try {
    return {
      ...{ id: await begun.promise, picture: picture.promise, over: over.promise, leave },
      packets() {
        counted = Promise.withResolvers()
        child.send('packets')
        return counted.promise
      },
      vanish: () => end(() => child.kill('SIGKILL')),
    }
  } catch (error) {
    await leave()
    throw error
  }
}

/** A connection to a display: each part of a session that looks at it has one of its own, so that none waits for another. */
import { createClient, type Display, type XClient } from 'x11'
import { asked } from './clipboard.ts'

export interface Connection {
  client: XClient
  root: number
  extension<T>(name: string): Promise<T>
  close(): void
}

/** @param lost the display went away, or refused something */
export async function connected(name: string, lost: (error: Error) => void): Promise<Connection> {
  const { client, screen } = await asked<Display>((reply) => createClient({ display: name }, reply))
  let isOver = false
  client.on('error', (error) => !isOver && lost(error))
  return {
    client,
    root: (screen[0] as { root: number }).root,
    extension: async <T>(extension: string) => (await asked<object>((reply) => client.require(extension, reply))) as T,
    close() {
      isOver = true
      client.terminate()
    },
  }
}

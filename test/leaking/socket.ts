/** Leaves a server behind, and a socket that waits for it. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { test } from 'vitest'

test('a server listens', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  await once(connect((server.address() as AddressInfo).port, '127.0.0.1'), 'connect')
})

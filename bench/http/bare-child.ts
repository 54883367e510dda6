/** What a server is measured against: `node:http` alone, which gives one answer to everything and looks at nothing. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Told } from './server.ts'

const { status, headers, bytes } = JSON.parse(process.argv[2] ?? '') as { status: number; headers: Record<string, string>; bytes: number }
const body = bytes > 0 ? Buffer.alloc(bytes, 'x') : undefined
const tell = (what: Told) => process.send?.(what)
const server = createServer({ keepAliveTimeout: 75_000 }, (_, response) => {
  response.writeHead(status, headers)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  tell({ cpu: (user + system) / 1000 })
})
process.on('disconnect', () => process.exit())

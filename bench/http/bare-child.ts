/** What a server is measured against: `node:http` or `node:https` alone, which gives one answer to everything and looks at nothing. */
import { readFileSync } from 'node:fs'
import { createServer as overTcp, type RequestListener } from 'node:http'
import { createServer as overTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { BareAnswer, Told } from './server.ts'

const { status, headers, bytes, tls } = JSON.parse(process.argv[2] ?? '') as BareAnswer
const body = bytes > 0 ? Buffer.alloc(bytes, 'x') : undefined
const tell = (what: Told) => process.send?.(what)
const answer: RequestListener = (_, response) => {
  response.writeHead(status, headers)
  response.end(body)
}
const kept = { keepAliveTimeout: 75_000 }
const server = tls ? overTls({ ...kept, cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, answer) : overTcp(kept, answer)
server.listen(0, '127.0.0.1', () => tell({ url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}` }))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  tell({ cpu: (user + system) / 1000 })
})
process.on('disconnect', () => process.exit())

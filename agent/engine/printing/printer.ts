/**
 * A printer on the loopback, for the print server of this computer alone: it takes PDF, one job at a time, and answers when that has gone to whoever looks. It speaks
 * IPP rather than taking bytes as they come (as JetDirect does) because then a job has a name, and its end, and why one was not taken is with the job in its queue.
 * Its address has a part that is drawn by lot: a page in a browser on the computer finds every port, and may not print.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from '../../../protocol/node-http.ts'
import { PRINT_BYTES } from '../../../protocol/print.ts'
import { answer, HEAD_BYTES, type IppRequest, readRequest, type Status } from './ipp.ts'

export interface Printer {
  /** Where it is asked: `ipp://127.0.0.1:PORT/NAME/SECRET`. */
  uri: string
  close(): void
}

export interface Job {
  name: string
  data: Buffer
}

/** Connections at once, and how long a request may take to come, in milliseconds. */
const [CONNECTIONS, HEADERS_MS, REQUEST_MS] = [8, 10_000, 300_000]
/** What may lie in memory at once, of all that comes. */
const MOST = PRINT_BYTES + HEAD_BYTES

/** CUPS puts its number of the job before the name. */
const NUMBER = /^\d+ - /

/** @param take resolves when it has gone, with what became of it */
export async function openPrinter(name: string, take: (job: Job) => Promise<Status>): Promise<Printer> {
  const path = `/${name}/${randomUUID()}`
  let held = 0
  let busy = false

  async function printed(request: IppRequest): Promise<Status> {
    if (busy) return 'busy'
    busy = true
    try {
      return await take({ name: request.texts.get('job-name')?.replace(NUMBER, '') ?? '', data: request.data })
    } finally {
      busy = false
    }
  }

  async function answered(body: Buffer): Promise<Buffer> {
    const request = readRequest(body)
    if (!request) return answer({ version: 0x0101, id: 0 }, 'bad-request')
    switch (request.operation) {
      case 'Get-Printer-Attributes':
        return answer(request, 'ok', { printer: uri })
      case 'Validate-Job':
        return answer(request, 'ok')
      case 'Print-Job': {
        const status = await printed(request)
        return status === 'ok' ? answer(request, status, { job }) : answer(request, status)
      }
      case 'Get-Job-Attributes':
        return answer(request, 'ok', { job })
      case 'Cancel-Job':
        return answer(request, 'not-possible') // it is over when it is known
      default:
        return answer(request, 'operation-not-supported')
    }
  }

  async function asked(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.split('?', 1)[0] !== path) return void response.writeHead(404).end()
    // By this one finds out whether a queue is of a session that lives (queue.ts).
    if (request.method === 'GET') return void response.end(name)
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ipp') return void response.writeHead(400).end()
    const parts: Buffer[] = []
    let bytes = 0
    try {
      for await (const part of request as AsyncIterable<Buffer>) {
        held += part.length
        bytes += part.length
        if (held > MOST) {
          response.writeHead(413, { connection: 'close' }).end()
          return
        }
        parts.push(part)
      }
      const said = await answered(Buffer.concat(parts, bytes))
      response.setHeader('content-type', 'application/ipp').end(said)
    } finally {
      held -= bytes
    }
  }

  const server = createServer((request, response) => {
    asked(request, response).catch(() => response.destroy()) // whoever asked went away in the middle
  })
  Object.assign(server, { maxConnections: CONNECTIONS, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const uri = `ipp://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  const job = `${uri}/job`
  return {
    uri,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

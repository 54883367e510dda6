/** Sends a hostile request (hostile.ts) over a connection of its own, and says what is wrong with how it was answered. */
import { connect } from 'node:net'
import { codes } from '../../schema/codes.ts'
import type { Hostile } from './hostile.ts'
import { PROBLEM_TYPE, type ProblemDocument, titles } from './statuses.ts'

/** Characters of a refusal: of what is said of one request, nobody reads more. */
const LONGEST = 1 << 21

export interface Outcome {
  /** 0: the connection was closed without an answer. */
  status: number
  text: string
}

/** Sends it over a connection of its own, and waits for the answer or the end. */
export async function sendHostile(url: string, { bytes, cut }: Hostile, patienceMs: number): Promise<Outcome> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const parts: Buffer[] = []
  socket.on('error', () => {}) // being cut off is an answer
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const bodiless = bytes.subarray(0, 5).equals(Buffer.from('HEAD '))
  const whole = new Promise<void>((resolve) =>
    socket.on('data', (part: Buffer) => {
      parts.push(part)
      if (isWhole(Buffer.concat(parts).toString('latin1'), bodiless)) resolve()
    }),
  )
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, patienceMs, 'late').unref())
  if (cut) socket.end(bytes)
  else socket.write(bytes)
  const how = await Promise.race([whole, closed, late])
  socket.resetAndDestroy() // leaves no port waiting
  if (how === 'late') throw new Error('there was neither an answer nor an end')
  const text = firstOf(Buffer.concat(parts))
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0), text }
}

/** Whether an answer has come to its end, as far as it says where that is; an answer that goes on for ever is there with its head. */
function isWhole(text: string, bodiless: boolean): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0 || bodiless) return end >= 0
  const head = text.slice(0, end).toLowerCase()
  if (head.includes('\r\ntransfer-encoding: chunked') && !head.includes('text/event-stream')) return text.endsWith('0\r\n\r\n')
  const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0)
  return text.length >= end + 4 + length
}

/** What follows a request that has no end may be taken for another one, and be answered too. */
function firstOf(bytes: Buffer): string {
  const end = bytes.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, Math.max(0, end)))?.[1]
  return bytes.toString('utf8', 0, length === undefined ? bytes.length : end + 4 + Number(length))
}

/** What is wrong with how it was answered; undefined where all is well. */
export function faultOf({ harmless }: Hostile, { status, text }: Outcome): string | undefined {
  if (status === 0 || (harmless && status >= 200 && status < 400)) return undefined
  if (status < 400) return `it was answered ${status}`
  if (text.length > LONGEST) return `its refusal is ${text.length} characters long`
  if (status >= 500 || !Object.hasOwn(titles, status))
    return `it was answered ${status}, which the API does not know: ${text.slice(0, 600)}`
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (!head.toLowerCase().includes(`\r\ncontent-type: ${PROBLEM_TYPE}`)) return `its refusal is no Problem: ${head}`
  if (body === '') return undefined // of a HEAD
  const { problems } = JSON.parse(body) as ProblemDocument
  return problems.length > 0 && problems.every(({ code }) => Object.hasOwn(codes, code))
    ? undefined
    : `its refusal has no Problem of ours: ${body}`
}

/**
 * The Internet Printing Protocol (RFC 8010, RFC 8011), as far as a print server needs it of a printer that takes PDF and nothing else: what it asks is read, of its
 * attributes the texts alone; and it is answered. Whoever sends may be any program of the computer, so nothing is believed of lengths.
 */

export const operations = {
  'Print-Job': 0x0002,
  'Validate-Job': 0x0004,
  'Cancel-Job': 0x0008,
  'Get-Job-Attributes': 0x0009,
  'Get-Printer-Attributes': 0x000b,
}
export type Operation = keyof typeof operations
export const statuses = {
  ok: 0x0000,
  'bad-request': 0x0400,
  'not-possible': 0x0404,
  'too-large': 0x0408,
  'format-not-supported': 0x040a,
  'operation-not-supported': 0x0501,
  busy: 0x0507,
} as const
export type Status = keyof typeof statuses

export interface IppRequest {
  version: number
  /** Undefined: one that it does not have. */
  operation: Operation | undefined
  id: number
  /** The texts and names among the attributes of the operation, of several values the first. */
  texts: ReadonlyMap<string, string>
  data: Buffer
}

/** Bytes that come before the document. */
export const HEAD_BYTES = 64 << 10
const [OPERATION, JOB, END, PRINTER] = [0x01, 0x02, 0x03, 0x04]
const FIRST_VALUE = 0x10

/** Undefined where it is none. */
export function readRequest(body: Buffer): IppRequest | undefined {
  if (body.length < 9) return undefined
  const texts = new Map<string, string>()
  let [at, group] = [8, 0]
  const most = Math.min(body.length, HEAD_BYTES)
  /** A length of two bytes, and so many more. */
  const next = (): Buffer | undefined => {
    const end = at + 2 <= most ? at + 2 + body.readUInt16BE(at) : most + 1
    if (end > most) return undefined
    const found = body.subarray(at + 2, end)
    at = end
    return found
  }
  while (at < most) {
    const tag = body.readUInt8(at++)
    if (tag === END) {
      const [version, code, id] = [body.readUInt16BE(0), body.readUInt16BE(2), body.readUInt32BE(4)]
      const operation = (Object.keys(operations) as Operation[]).find((one) => operations[one] === code)
      return { version, operation, id, texts, data: body.subarray(at) }
    }
    if (tag < FIRST_VALUE) {
      group = tag
      continue
    }
    const [name, value] = [next(), next()]
    if (!name || !value) return undefined
    if (group === OPERATION && name.length > 0 && isText(tag)) texts.set(name.toString(), value.toString())
  }
  return undefined
}
/** Character strings (RFC 8010 §3.5.2). */
const isText = (tag: number): boolean => tag >= 0x41 && tag <= 0x5f

type Attribute = readonly [tag: keyof typeof tags, name: string, ...values: (string | number | boolean)[]]
const tags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  type: 0x49,
}
const PDF = 'application/pdf'

/** @param about the addresses of what is told of */
export function answer(
  { version, id }: Pick<IppRequest, 'version' | 'id'>,
  status: Status,
  about?: { printer: string } | { job: string },
): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(version, 0)
  head.writeUInt16BE(statuses[status], 2)
  head.writeUInt32BE(id, 4)
  const said = groupOf(OPERATION, [
    ['charset', 'attributes-charset', 'utf-8'],
    ['language', 'attributes-natural-language', 'en'],
  ])
  const more =
    about === undefined ? [] : 'printer' in about ? [groupOf(PRINTER, ofPrinter(about.printer))] : [groupOf(JOB, ofJob(about.job))]
  return Buffer.concat([head, said, ...more, Buffer.from([END])])
}

const ofPrinter = (uri: string): Attribute[] => [
  ['uri', 'printer-uri-supported', uri],
  ['keyword', 'uri-security-supported', 'none'],
  ['keyword', 'uri-authentication-supported', 'none'],
  ['name', 'printer-name', 'remote-session'],
  ['enum', 'printer-state', 3], // idle
  ['keyword', 'printer-state-reasons', 'none'],
  ['boolean', 'printer-is-accepting-jobs', true],
  ['integer', 'queued-job-count', 0],
  ['integer', 'printer-up-time', Math.ceil(process.uptime())],
  ['keyword', 'ipp-versions-supported', '1.1', '2.0'],
  ['enum', 'operations-supported', ...Object.values(operations)],
  ['charset', 'charset-configured', 'utf-8'],
  ['charset', 'charset-supported', 'utf-8'],
  ['language', 'natural-language-configured', 'en'],
  ['language', 'generated-natural-language-supported', 'en'],
  ['type', 'document-format-default', PDF],
  ['type', 'document-format-supported', PDF],
  ['keyword', 'pdl-override-supported', 'not-attempted'],
  ['keyword', 'compression-supported', 'none'],
]
/** What was printed is with the viewer; nobody comes back to it. */
const ofJob = (uri: string): Attribute[] => [
  ['integer', 'job-id', 1],
  ['uri', 'job-uri', uri],
  ['enum', 'job-state', 9], // completed
  ['keyword', 'job-state-reasons', 'none'],
]

const groupOf = (group: number, all: readonly Attribute[]): Buffer =>
  Buffer.concat([
    Buffer.from([group]),
    ...all.flatMap(([tag, name, ...values]) =>
      values.flatMap((value, i) => [Buffer.from([tags[tag]]), lengthened(Buffer.from(i === 0 ? name : '')), lengthened(bytesOf(value))]),
    ),
  ])

function lengthened(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function bytesOf(value: string | number | boolean): Buffer {
  if (typeof value === 'string') return Buffer.from(value)
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0])
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

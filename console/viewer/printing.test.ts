/** What comes of printed jobs, from a computer that keeps to the rules and from one that doesn't. */
import { expect, test } from 'vitest'
import type { PrintMessage } from '../../protocol/print.ts'
import { type Paper, printing } from './printing.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const pdf = bytesOf('%PDF-1.4 one page')
async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function channel() {
  const target = new EventTarget()
  let papers: readonly Paper[] = []
  const print = printing((now) => (papers = now))
  print.hear(target as RTCDataChannel)
  const hear = (data: unknown) => target.dispatchEvent(new MessageEvent('message', { data }))
  return {
    print,
    papers: () => papers,
    states: () => papers.map(({ state }) => (typeof state === 'object' ? 'here' : state)),
    say: (message: PrintMessage) => hear(JSON.stringify(message)),
    hear,
    piece(id: number, data: Uint8Array) {
      const message = new Uint8Array(4 + data.length)
      new DataView(message.buffer).setUint32(0, id)
      message.set(data, 4)
      hear(message.buffer)
    },
  }
}
const addressOf = ([paper]: readonly Paper[]): string => (typeof paper?.state === 'object' ? paper.state.address : '')

test('a job that came whole has an address, which is gone when it is put away', async () => {
  const { print, papers, states, say, piece } = channel()
  say({ job: { id: 1, name: 'page.pdf', bytes: pdf.length } })
  piece(1, pdf.subarray(0, 5))
  expect(papers()).toMatchObject([{ name: 'page.pdf', bytes: 5, size: pdf.length, state: 'going' }])
  piece(1, pdf.subarray(5))
  say({ printed: { id: 1, sha256: await sha256(pdf) } })
  await expect.poll(states).toEqual(['here'])
  const address = addressOf(papers())
  const kept = await fetch(address)
  expect([kept.headers.get('content-type'), await kept.text()]).toEqual(['application/pdf', '%PDF-1.4 one page'])
  print.forget(papers()[0]?.id)
  expect(papers()).toEqual([])
  await expect(fetch(address)).rejects.toThrow()
})

test.each<[what: string, data: string, bytes: number, digestOf: string]>([
  ['is longer than was said', '%PDF-1.4', 7, '%PDF-1.4'],
  ['is shorter than was said', '%PDF-1.4', 9, '%PDF-1.4'],
  ['is another one', '%PDF-1.4', 8, '%PDF-1.5'],
  ['is no PDF', '<script>', 8, '<script>'],
])('what %s is not shown', async (_, data, bytes, digestOf) => {
  const { states, say, piece } = channel()
  say({ job: { id: 1, name: 'x', bytes } })
  piece(1, bytesOf(data))
  say({ printed: { id: 1, sha256: await sha256(bytesOf(digestOf)) } })
  await expect.poll(states).toEqual(['failed'])
})

test('rubbish does nothing; what is cut off, dropped or too much to keep is let go of', () => {
  const { print, papers, states, say, piece, hear } = channel()
  for (const rubbish of ['x', '{}', '{"job":{"id":-1}}', '{"printed":null}', new ArrayBuffer(2)]) hear(rubbish)
  piece(9, pdf)
  expect(papers()).toEqual([])
  for (const id of [1, 2]) say({ job: { id, name: `${id}`, bytes: pdf.length } })
  say({ dropped: { id: 1 } })
  expect(states()).toEqual(['failed', 'going'])
  print.closed()
  expect(states()).toEqual(['failed', 'failed'])
  for (let id = 3; id < 20; id++) say({ job: { id, name: `${id}`, bytes: 1 } })
  expect(papers()).toHaveLength(8)
})

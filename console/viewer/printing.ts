/**
 * What was printed on the computer, as a list that whoever shows it is told of. A job that came whole, and is the PDF that was said, gets an address in this browser,
 * by which it is opened or saved; it lives as long as it is in the list. Nothing is printed here: that is for who looks.
 */
import { PIECE_HEAD } from '../../protocol/files.ts'
import { PDF_BEGIN, PRINT_BYTES, readPrint } from '../../protocol/print.ts'

export interface Paper {
  id: number
  name: string
  /** How much of it has come. */
  bytes: number
  size: number
  /** `address`: it is here. */
  state: 'going' | 'failed' | { address: string }
}

export interface Printing {
  /** The channel of a session, which may be another one after the connection was lost. */
  hear(channel: RTCDataChannel): void
  /** No more comes of what is on its way. */
  closed(): void
  /** Takes one away, or all of them. */
  forget(id?: number): void
}

/** So many stay in the list, each of which lies in memory. */
const MOST = 8

interface Coming {
  paper: number
  parts: Uint8Array<ArrayBuffer>[]
}

export function printing(changed: (papers: readonly Paper[]) => void): Printing {
  let papers: readonly Paper[] = []
  let count = 0
  /** By the number that the computer gave. */
  const coming = new Map<number, Coming>()

  function set(now: readonly Paper[]): void {
    const kept = new Set(now.map(({ id }) => id))
    for (const { id, state } of papers) if (!kept.has(id) && typeof state === 'object') URL.revokeObjectURL(state.address)
    papers = now
    changed(papers)
  }
  const edit = (id: number, part: Partial<Paper>): void => set(papers.map((paper) => (paper.id === id ? { ...paper, ...part } : paper)))
  const paperOf = (id: number): Paper | undefined => papers.find((paper) => paper.id === id)

  function begin(id: number, name: string, size: number): void {
    coming.set(id, { paper: ++count, parts: [] })
    set([...papers, { id: count, name, bytes: 0, size, state: 'going' as const }].slice(-MOST))
  }

  function piece(data: ArrayBuffer): void {
    if (data.byteLength <= PIECE_HEAD) return
    const id = new DataView(data).getUint32(0)
    const one = coming.get(id)
    const paper = one && paperOf(one.paper)
    const part = new Uint8Array(data, PIECE_HEAD)
    // One that was taken out of the list is not waited for, nor one that is more than was said.
    if (!one || paper?.state !== 'going' || paper.bytes + part.length > Math.min(paper.size, PRINT_BYTES)) {
      coming.delete(id)
      if (one) fail(one)
      return
    }
    one.parts.push(part)
    edit(paper.id, { bytes: paper.bytes + part.length })
  }

  function fail(one: Coming): void {
    one.parts = []
    edit(one.paper, { state: 'failed' })
  }

  async function finish(one: Coming, sha256: string): Promise<void> {
    const [blob, paper] = [new Blob(one.parts, { type: 'application/pdf' }), paperOf(one.paper)]
    if (paper?.state !== 'going') return
    const isWhole = blob.size === paper.size && (await blob.slice(0, PDF_BEGIN.length).text()) === PDF_BEGIN
    if (!isWhole || (await digestOf(blob)) !== sha256) fail(one)
    else if (paperOf(one.paper)) edit(one.paper, { state: { address: URL.createObjectURL(blob) } })
  }

  return {
    hear(channel) {
      channel.binaryType = 'arraybuffer'
      channel.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
        if (typeof data !== 'string') return piece(data)
        const message = readPrint(data)
        if (!message) return
        if ('job' in message) return begin(message.job.id, message.job.name, message.job.bytes)
        const { id } = 'printed' in message ? message.printed : message.dropped
        const one = coming.get(id)
        coming.delete(id)
        if (!one) return
        if ('printed' in message) finish(one, message.printed.sha256).catch(() => fail(one))
        else fail(one)
      })
    },
    closed() {
      for (const one of coming.values()) fail(one)
      coming.clear()
    },
    forget: (id) => set(id === undefined ? [] : papers.filter((paper) => paper.id !== id)),
  }
}

async function digestOf(data: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await data.arrayBuffer()))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

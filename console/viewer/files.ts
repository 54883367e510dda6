/**
 * Files to and from the computer, without a page around it: what a page shows it asks here. Each is sent in pieces as the computer takes them and the line lets
 * them go, and goes on from what is there already, which both ends know by a chain of digests (protocol/files.ts). SHA-256 is the browser's, which has it on pages
 * that came by TLS, or from this machine.
 */
import { BLOCK, CHAIN_BEGIN, type FileAnswer, type FileEntry, PIECE, PIECE_HEAD, WINDOW } from '../../protocol/files.ts'
import { draining } from './draining.ts'

export interface Progress {
  path: string
  bytes: number
  size: number
}

export interface Files {
  list(path: string): Promise<{ entries: readonly FileEntry[]; more: boolean }>
  /** Resolves with the name that it got. */
  put(file: File, path: string, progress: (progress: Progress) => void): Promise<string>
  /** @param had of an attempt before, its first bytes */
  get(path: string, progress: (progress: Progress) => void, had?: Blob): Promise<Blob>
  /** The channel is gone: what waits is refused. */
  closed(): void
}

interface Going {
  answered(answer: FileAnswer): void
  piece(data: Uint8Array<ArrayBuffer>): void
  failed(error: Error): void
}

export function files(channel: RTCDataChannel): Files {
  const going = new Map<number, Going>()
  let count = 0
  channel.binaryType = 'arraybuffer'
  const drained = draining(channel)
  channel.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === 'string') {
      const answer = JSON.parse(data) as FileAnswer
      const [{ id }] = Object.values(answer) as [{ id: number }]
      if ('refused' in answer) going.get(id)?.failed(new Error(answer.refused.reason))
      else going.get(id)?.answered(answer)
    } else going.get(new DataView(data).getUint32(0))?.piece(new Uint8Array(data, PIECE_HEAD))
  })
  const say = (wish: object) => channel.send(JSON.stringify(wish))

  /** Begins one, under a number of its own, and waits for what it comes to. */
  function begin<T>(start: (id: number, end: (value: T) => void, fail: (error: unknown) => void) => Omit<Going, 'failed'>): Promise<T> {
    const id = ++count
    return new Promise<T>((resolve, reject) => {
      const failed = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)))
      going.set(id, { ...start(id, resolve, failed), failed })
    }).finally(() => going.delete(id))
  }
  const none = () => undefined

  return {
    list: (path) =>
      begin((id, end) => {
        say({ list: { id, path } })
        return { piece: none, answered: (answer) => 'listed' in answer && end(answer.listed) }
      }),
    put: (file, path, progress) =>
      begin<string>((id, end, fail) => {
        let taken = 0
        let more = none as () => void
        const wish = { id, path, size: file.size, modified: file.lastModified }
        say({ put: wish })

        async function sendFrom(offset: number): Promise<void> {
          taken = offset
          let chain = await chained(CHAIN_BEGIN, file.slice(0, offset))
          for (let at = offset; at < file.size; ) {
            const block = new Uint8Array(await file.slice(at, at + BLOCK).arrayBuffer())
            for (let from = 0; from < block.length; from += PIECE) {
              while (at + from - taken > WINDOW - BLOCK) await new Promise<void>((resolve) => (more = resolve))
              await drained()
              channel.send(pieceOf(id, block.subarray(from, from + PIECE)))
            }
            chain = await link(chain, block)
            at += block.length
          }
          say({ done: { id, digest: chain } })
        }
        return {
          piece: none,
          answered(answer) {
            if ('ready' in answer) {
              const { offset, digest } = answer.ready
              chained(CHAIN_BEGIN, file.slice(0, offset))
                .then((own) => (own === digest ? sendFrom(offset) : fail(new Error('What is there already is of another file.'))))
                .catch(fail)
            } else if ('taken' in answer) {
              taken = answer.taken.bytes
              progress({ path, bytes: taken, size: file.size })
              more()
            } else if ('kept' in answer) end(answer.kept.path)
          },
        }
      }),
    get: (path, progress, had = new Blob()) =>
      begin<Blob>((id, end, fail) => {
        const whole = Math.floor(had.size / BLOCK) * BLOCK
        let [parts, bytes, size]: [BlobPart[], number, number] = [[], 0, 0]
        chained(CHAIN_BEGIN, had.slice(0, whole)).then((digest) => say({ get: { id, path, offset: whole, digest } }), fail)
        return {
          piece(data) {
            parts.push(data)
            bytes += data.length
            progress({ path, bytes, size })
          },
          answered(answer) {
            if ('sending' in answer) {
              ;[parts, bytes, size] = [[had.slice(0, answer.sending.offset)], answer.sending.offset, answer.sending.size]
            } else if ('sent' in answer) {
              const made = new Blob(parts)
              chained(CHAIN_BEGIN, made)
                .then((digest) => (digest === answer.sent.digest ? end(made) : fail(new Error('What came is not what was sent.'))))
                .catch(fail)
            }
          },
        }
      }),
    closed() {
      for (const one of going.values()) one.failed(new Error('Files can not be moved in this session any more.'))
    },
  }
}

function pieceOf(id: number, data: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const message = new Uint8Array(PIECE_HEAD + data.length)
  new DataView(message.buffer).setUint32(0, id)
  message.set(data, PIECE_HEAD)
  return message.buffer
}

async function chained(before: string, data: Blob): Promise<string> {
  let chain = before
  for (let at = 0; at < data.size; at += BLOCK) chain = await link(chain, new Uint8Array(await data.slice(at, at + BLOCK).arrayBuffer()))
  return chain
}

async function link(before: string, block: Uint8Array): Promise<string> {
  const both = new Uint8Array(32 + block.length)
  for (let i = 0; i < 32; i++) both[i] = Number.parseInt(before.slice(2 * i, 2 * i + 2), 16)
  both.set(block, 32)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', both))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What the main thread and the planner's say to each other. Whatever is large in it is handed over, not copied. */
import type { Problem } from '../../../schema/problem.ts'
import type { Asking, Whole } from '../carrying-out.ts'
import type { Way } from './right-of-way.ts'

/** What a thread is started with beside what its program needs. */
export interface Started {
  way: Way
  /** Where Node keeps what it compiled. */
  compiled?: string
}

/** A call of the API whose body is not read yet. */
export interface Call extends Pick<Asking, 'params' | 'query' | 'headers' | 'ip'> {
  /** The endpoint, by its id. */
  endpoint: string
  /** The revision that whoever asks may have seen. */
  since: number
}

/** To the thread: a call, that its client has gone, or that nothing more comes. */
export type ToThread = { id: number; call: Call; bytes: Uint8Array } | { id: number; gone: true } | 'end'

/** Back: an answer and the revision that it knows of, what it is refused with, or what nobody foresaw. */
export type FromThread = { id: number } & (
  | { answer: Whole; revision: number }
  | { problems: readonly Problem[] }
  | { failed: { message: string; stack: string } }
)

/** What of some bytes can be handed over: memory that is theirs alone. */
export const ownMemory = ({ buffer, byteLength }: Uint8Array): ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []

/**
 * What viewer and computer say to each other, by data channels that the *computer* opens: a channel that the session may not use does not exist, and
 * whatever comes by one is judged anew. JSON texts; what is none, or too long, ends nothing and does nothing.
 *
 *   control     computer → viewer   what the session is, what it waits for, and why it ended
 *               viewer → computer   the password that was asked for, and whether to record
 *   input       viewer → computer   pointer and keys
 *   input-now   viewer → computer   the last few of them once more, as soon as can be: nothing here waits for what was lost
 *   clipboard   both                text and pictures (picture.ts), in the directions that are allowed
 *   cursor      computer → viewer   what the pointer looks like, for who moves it
 *   screen      viewer → computer   which part of the screen is to be seen, how large, and how the picture is to be
 *   files, chat, print              protocol/files.ts, chat.ts, print.ts
 */
import { type Ending, isEnding } from './endings.ts'
import type { Granted } from './granted.ts'
import { IMAGE_BYTES } from './picture.ts'

export type ControlMessage =
  | { session: Shown }
  /** Before there is a picture: for the person at the computer, who is asked, or for the password of the computer. */
  | { waiting: Waiting }
  | { ended: { reason: Ending } }
  | { warning: { reason: Ending; seconds: number } }
/** `left`: so many times more a password may be wrong. */
export type Waiting = { for: 'permission'; seconds: number } | { for: 'password'; seconds: number; left: number }
/** What a viewer says on it. */
export type ControlWish = { password: string } | { record: boolean }
export interface Shown {
  computer: string
  user: string
  /** What is shown of it. */
  screen: { width: number; height: number }
  /** Which of several is shown; undefined: all of them, or the one that there is. */
  monitor?: number
  monitors?: { width: number; height: number }[]
  /** How the picture is to be, as the viewer chose it; what policy leaves to choose (`kbps` 0: no bound). */
  preference?: Preference
  choice?: { sharpness: boolean; kbps: number }
  /** What of it the session can do, here and now. */
  features: Granted
  /** What is granted, or set, and not to be had on this computer: told, so that nobody looks for it. */
  unsupported: string[]
  notAfter: string | null
  /** Whether what is seen is kept on the computer. */
  recording?: boolean
  /** It is the viewer's to begin that, and to end it. */
  mayRecord?: boolean
}

/** Positions in pixels of the screen; keys by X11 keysym, buttons from 1 on as X11 counts them. */
export type InputMessage =
  | { move: [x: number, y: number] }
  | { button: [number: number, down: boolean] }
  | { key: [keysym: number, down: boolean] }
/** By both channels, numbered from 1 on; whatever comes first counts, and what came already does not. Without a number: by `input` alone. */
export interface Numbered {
  n: number | undefined
  message: InputMessage
}
/** `taken`: of the computer, once the picture that was sent is to be had there. */
export type ClipboardMessage = { text: string } | { image: { bytes: number } } | { taken: true }

/** By its number, which a viewer that has seen it knows; with what it looks like the first time: rows of RGBA in base64, and its point. No image: none is shown. */
export type CursorMessage = { cursor: { id: number; image?: CursorImage } }
export interface CursorImage {
  width: number
  height: number
  at: [x: number, y: number]
  rgba: string
}
/** `monitor` null: all of them. `fit`: as large as it is shown, in pixels; [0, 0]: as large as it comes. */
export type ScreenMessage = { monitor: number | null } | { fit: [width: number, height: number] } | { prefer: Preference }
/** `kbps`: no more than this on the line; 0: as much as it carries. Policy bounds either. */
export interface Preference {
  picture: 'automatic' | 'sharper' | 'smoother'
  kbps: number
}

/** Characters of one message. */
export const [INPUT_CHARS, CLIPBOARD_CHARS, PASSWORD_CHARS] = [128, 64 << 10, 128]
/** How many of the last are sent once more. */
export const RECENT = 8
/** With less than this there is no picture. */
const LEAST_KBPS = 100
/** Pixels of a side of a cursor. */
export const CURSOR_SIDE = 128
/** Room for what JSON makes of a character. */
const ESCAPED = 6

export function readNumbered(data: unknown): Numbered | undefined {
  const said = read(data, INPUT_CHARS)
  const message = inputIn(said)
  return message && { n: numberIn(said.n), message }
}

/** Of `input-now`: in the order in which they were sent; empty where anything of it is none. */
export function readRecent(data: unknown): (Numbered & { n: number })[] {
  const { recent } = read(data, INPUT_CHARS * (RECENT + 1))
  if (!Array.isArray(recent) || recent.length > RECENT) return []
  const found = recent.flatMap((one: unknown) => {
    const said = typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {}
    const [message, n] = [inputIn(said), numberIn(said.n)]
    return message && n !== undefined ? [{ n, message }] : []
  })
  return found.length === recent.length ? found : []
}

const numberIn = (n: unknown): number | undefined => (typeof n === 'number' && isWhole(n, 1, Number.MAX_SAFE_INTEGER) ? n : undefined)

function inputIn({ move, button, key }: Record<string, unknown>): InputMessage | undefined {
  if (isPair(move, 'number') && isWhole(move[0], 0, 0x7fff) && isWhole(move[1] as number, 0, 0x7fff))
    return { move: move as [number, number] }
  if (isPair(button, 'boolean') && isWhole(button[0], 1, 9)) return { button: button as [number, boolean] }
  // XK_ symbols, and those of Unicode, which begin at 0x1000000.
  if (isPair(key, 'boolean') && isWhole(key[0], 0x20, 0x110ffff)) return { key: key as [number, boolean] }
  return undefined
}

export function readClipboard(data: unknown): ClipboardMessage | undefined {
  const { text, image, taken } = read(data, CLIPBOARD_CHARS * ESCAPED)
  if (typeof text === 'string') return text.length <= CLIPBOARD_CHARS ? { text } : undefined
  const { bytes } = (image ?? {}) as { bytes?: unknown }
  if (typeof bytes === 'number' && isWhole(bytes, 1, IMAGE_BYTES)) return { image: { bytes } }
  return taken === true ? { taken } : undefined
}

export function readScreen(data: unknown): ScreenMessage | undefined {
  const { monitor, fit, prefer } = read(data, INPUT_CHARS)
  if (monitor === null || (typeof monitor === 'number' && isWhole(monitor, 0, 63))) return { monitor }
  if (Array.isArray(fit) && fit.length === 2 && fit.every((side) => typeof side === 'number' && isWhole(side, 0, 0x7fff)))
    return { fit: fit as [number, number] }
  const { picture, kbps } = (prefer ?? {}) as { picture?: unknown; kbps?: unknown }
  const isCap = typeof kbps === 'number' && (kbps === 0 || isWhole(kbps, LEAST_KBPS, 1_000_000))
  if (isCap && (picture === 'automatic' || picture === 'sharper' || picture === 'smoother')) return { prefer: { picture, kbps } }
  return undefined
}

export function readCursor(data: unknown): CursorMessage | undefined {
  const { cursor } = read(data, 2 * CURSOR_SIDE * CURSOR_SIDE * 4)
  const { id, image } = (cursor ?? {}) as Partial<CursorMessage['cursor']>
  if (typeof id !== 'number') return undefined
  if (image === undefined) return { cursor: { id } }
  const { width, height, at, rgba } = image
  const isImage = isWhole(width, 1, CURSOR_SIDE) && isWhole(height, 1, CURSOR_SIDE) && Array.isArray(at) && typeof rgba === 'string'
  return isImage ? { cursor: { id, image } } : undefined
}

export function readControl(data: unknown): ControlMessage | undefined {
  const { session, waiting, ended, warning } = read(data, 64 << 10)
  if (typeof session === 'object' && session !== null) return { session: session as Shown }
  if (typeof waiting === 'object' && waiting !== null) return { waiting: waiting as Waiting }
  if (isEnding((ended as { reason?: unknown } | undefined)?.reason)) return { ended: ended as { reason: Ending } }
  if (isEnding((warning as { reason?: unknown } | undefined)?.reason)) return { warning: warning as { reason: Ending; seconds: number } }
  return undefined
}

export function readWish(data: unknown): ControlWish | undefined {
  const { password, record } = read(data, PASSWORD_CHARS * ESCAPED + 64)
  if (typeof password === 'string' && password.length <= PASSWORD_CHARS) return { password }
  return typeof record === 'boolean' ? { record } : undefined
}

function read(data: unknown, most: number): Record<string, unknown> {
  if (typeof data !== 'string' || data.length > most) return {}
  try {
    const said = JSON.parse(data) as unknown
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
const isPair = (value: unknown, second: 'number' | 'boolean'): value is [number, number | boolean] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === second
const isWhole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most

/**
 * Before there is a picture: the password of the computer, where it has one, and the person who sits there, where that is to be asked. The viewer is told what is
 * waited for, and can do nothing meanwhile; what decides is said here, by what happens on the computer or by the clock.
 */
import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Ending } from '../../protocol/endings.ts'
import type { ControlMessage } from '../../protocol/viewer.ts'
import { asked } from './clipboard.ts'
import { type Card, lettering, lines } from './lettering.ts'
import { openPanel, type Panel } from './panel.ts'
import type { Kept, Rules } from './rules.ts'

/** Undefined: the session may go on. */
export type Answer = Ending | undefined

export interface Asking {
  tell(message: ControlMessage): void
  /** It ended meanwhile. */
  signal: AbortSignal
}

export interface Admitting extends Pick<Wanting, 'display' | 'user' | 'atLogin'> {
  terms: Pick<Rules, 'password' | 'permission'> & { control: boolean }
  /** The person there was asked already. */
  allowed: boolean
  /** Gives what the viewer says next for a password. */
  next(): Promise<string>
}

/** By the password of the computer, and by who sits there, where the policy says so. */
export async function admit({ terms, allowed, next, ...wanting }: Admitting, asking: Asking): Promise<Answer> {
  const { password, permission, control } = terms
  const refused = password && (await askPassword(password, next, asking))
  if (refused || !permission || allowed || asking.signal.aborted) return refused
  return askPerson({ ...wanting, permission, control }, asking)
}

/** A password is waited for so long, and may be wrong so often. */
export const [PASSWORD_SECONDS, TRIES] = [60, 3]

/** @param next gives what the viewer says next; one that has gone says nothing any more */
export async function askPassword(kept: Kept, next: () => Promise<string>, { tell, signal }: Asking): Promise<Answer> {
  const until = performance.now() + PASSWORD_SECONDS * 1000
  for (let left = TRIES; left > 0; left--) {
    const seconds = Math.max(1, Math.ceil((until - performance.now()) / 1000))
    tell({ waiting: { for: 'password', seconds, left } })
    const said = await within(next(), until - performance.now(), signal)
    if (said === undefined) return 'password-refused'
    if (await isIt(said, kept)) return undefined
  }
  return 'password-refused'
}

export async function isIt(said: string, { scrypt: { N, r, p }, salt, hash }: Kept): Promise<boolean> {
  const wanted = Buffer.from(hash, 'base64')
  const made = await asked<Buffer>((reply) =>
    scrypt(said, Buffer.from(salt, 'base64'), wanted.length, { N, r, p, maxmem: 256 * N * r }, reply),
  )
  return wanted.length > 0 && timingSafeEqual(made, wanted)
}

/** What the promise gives, or undefined when the time is over or it was given up. */
export async function within<T>(promise: Promise<T>, ms: number, signal: AbortSignal): Promise<T | undefined> {
  const { promise: over, resolve } = Promise.withResolvers<undefined>()
  const end = () => resolve(undefined)
  const timer = setTimeout(end, ms)
  signal.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([promise, over])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}

/** Where its parts are, in pixels; what is pressed is judged by the same. */
const [WIDTH, HEIGHT, MARGIN] = [460, 210, 20]
const BUTTON = { y: 138, width: 200, height: 44 }
export const buttons = { decline: { x: MARGIN, ...BUTTON }, allow: { x: WIDTH - MARGIN - BUTTON.width, ...BUTTON } }
const BAR = { x: 0, y: HEIGHT - 6, width: WIDTH, height: 6 }
const PAPER = { width: WIDTH, height: HEIGHT, colour: '#1d2433' }

export interface Wanting {
  display: string
  user: string
  control: boolean
  permission: NonNullable<Rules['permission']>
  /** Nobody is logged in. */
  atLogin: boolean
}

export async function askPerson(wanting: Wanting, { tell, signal }: Asking): Promise<Answer> {
  const { display, permission, atLogin } = wanting
  if (permission.mode === 'rejectOnTimeoutAllowAtLogin' && atLogin) return undefined
  tell({ waiting: { for: 'permission', seconds: permission.seconds } })
  const pixels = await lettering(cardOf(wanting))
  if (signal.aborted) return 'permission-unanswered'
  const { promise, resolve, reject } = Promise.withResolvers<'allow' | 'decline'>()
  const panel: Panel = await openPanel({
    ...{ display, name: 'permission' },
    place: (screen) => ({
      x: Math.max(0, (screen.width - WIDTH) >> 1),
      y: Math.max(0, (screen.height - HEIGHT) >> 2),
      width: WIDTH,
      height: HEIGHT,
    }),
    pressed: ({ x, y }) => {
      for (const name of ['allow', 'decline'] as const) {
        const { x: left, y: top, width, height } = buttons[name]
        if (x >= left && x < left + width && y >= top && y < top + height) resolve(name)
      }
    },
    // Whoever takes the question away did not say yes.
    gone: reject,
  })
  panel.show(pixels)
  const begun = performance.now()
  const counting = setInterval(() => {
    const gone = Math.min(1, (performance.now() - begun) / (permission.seconds * 1000))
    const width = Math.round(BAR.width * gone)
    panel.fill({ ...BAR, x: BAR.width - width, width }, 0x1d2433)
  }, 250)
  try {
    const answer = await within(promise, permission.seconds * 1000, signal)
    if (answer === 'allow') return undefined
    if (answer === 'decline') return 'permission-declined'
    return permission.mode === 'allowOnTimeout' && !signal.aborted ? undefined : 'permission-unanswered'
  } catch {
    return 'permission-declined'
  } finally {
    clearInterval(counting)
    panel.close()
  }
}

function cardOf({ user, control, permission }: Wanting): Card {
  const asks = lines(`${user} asks to ${control ? 'see and use' : 'see'} this computer.`, 44).slice(0, 2)
  const otherwise = permission.mode === 'allowOnTimeout' ? 'Without an answer it begins.' : 'Without an answer it does not begin.'
  const label = (name: 'allow' | 'decline', text: string) => {
    const { x, y, width } = buttons[name]
    return { text, x: x + width / 2, y: y + 12, size: 18, colour: '#ffffff', centred: true }
  }
  return {
    ...PAPER,
    boxes: [
      { ...buttons.decline, colour: '#4a5568' },
      { ...buttons.allow, colour: '#1f6f43' },
      { ...BAR, colour: '#7aa2f7' },
    ],
    words: [
      ...asks.map((text, i) => ({ text, x: MARGIN, y: 22 + i * 26, size: 18, colour: '#ffffff' })),
      { text: otherwise, x: MARGIN, y: 90, size: 15, colour: '#c3cad9' },
      label('decline', 'Decline'),
      label('allow', 'Allow'),
    ],
  }
}

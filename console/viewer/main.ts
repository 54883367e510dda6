/**
 * The viewer: opened by a link of `splashctl connect`, whose ticket stands behind the `#` and is taken away at once. It shows the desktop, sends what is typed
 * and moved, and says of every refusal and every end why, and what helps.
 */
import { type Ending, endings } from '../../protocol/endings.ts'
import { CLIPBOARD_CHARS, type InputMessage, readClipboard, readControl, type Shown } from '../../protocol/viewer.ts'
import { connect, Refusal } from './connection.ts'
import { cursors } from './cursor.ts'
import { type Files, files } from './files.ts'
import { watchSize } from './fitting.ts'
import { type Input, watchInput } from './input.ts'
import { ALT, CONTROL, DELETE, V } from './keys.ts'
import type { Problem } from './problem.ts'
import { showWaiting } from './waiting.ts'

const of = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
const [stage, video, card, tools] = [of('stage'), of<HTMLVideoElement>('screen'), of('card'), of('tools')]
const cursor = cursors(stage)
const channels = new Map<string, RTCDataChannel>()
let peer: RTCPeerConnection | undefined
let shown: Shown | undefined
let input: Input | undefined
let over = false
let moving: Files | undefined

function say(title: string, problem: Problem, refused = true): void {
  of('card-title').textContent = title
  write(of('card-text'), problem.message)
  write(of('card-fix'), problem.fix)
  card.classList.toggle('refused', refused)
  card.hidden = false
}

/** What stands between backticks is a name, or what one types. */
function write(into: HTMLElement, text: string): void {
  const parts = text
    .split('`')
    .map((part, i) => (i % 2 === 0 ? part : Object.assign(document.createElement('code'), { textContent: part })))
  into.replaceChildren(...parts)
}

function end(title: string, problem: Problem, refused = true): void {
  if (over) return
  over = true
  input?.stop()
  peer?.close()
  video.srcObject = null
  stage.hidden = true
  tools.hidden = of('clipboard').hidden = true
  of('status').textContent = title
  of('numbers').textContent = ''
  say(title, problem, refused)
}

const AGAIN = 'Run `splashctl connect` again for a new session.'
const fixes: { readonly [reason in Ending]?: string } = {
  'access-removed': 'Ask an administrator, if that was not meant.',
  'schedule-ended': 'There is a new session when the next hours begin.',
  'ended-by-somebody': 'Ask an administrator, if that was not meant.',
  'policy-changed': 'Ask an administrator, if that was not meant.',
  'un-enrolled': 'Ask an administrator, if that was not meant.',
  'permission-declined': 'Agree with the person there, and run `splashctl connect` again.',
  'permission-unanswered': 'Call the person there, and run `splashctl connect` again.',
  'password-refused': 'Ask an administrator for the security code of this computer.',
  'policy-expired': 'See that the computer reaches its control plane.',
}
const ended = (reason: Ending): void =>
  end('The session has ended', { message: endings[reason], fix: fixes[reason] ?? AGAIN }, reason !== 'viewer-left')

function send(label: string, message: object): void {
  const channel = channels.get(label)
  if (channel?.readyState === 'open') channel.send(JSON.stringify(message))
}

function show(session: Shown): void {
  shown = session
  document.title = of('computer').textContent = session.computer
  const control = session.features.remoteControl === 'enabled'
  const until = session.notAfter === null ? '' : ` · until ${new Date(session.notAfter).toLocaleTimeString([], { timeStyle: 'short' })}`
  of('status').textContent = `${session.user} · ${control ? 'in control' : 'view only'}${until}`
  tools.hidden = false
  of('secure-button').hidden = !control
  const copyPaste = session.features.copyPaste ?? 'disabled'
  const [to, from] = [
    copyPaste === 'enabled' || copyPaste === 'toComputerOnly',
    copyPaste === 'enabled' || copyPaste === 'fromComputerOnly',
  ]
  of('clipboard-says').textContent = !(to || from)
    ? 'The clipboard is not shared in this session.'
    : `Text can be copied ${to && from ? 'in both directions' : to ? 'to the computer only' : 'from the computer only'}.`
  of<HTMLButtonElement>('clipboard-send').disabled = !to
  of<HTMLTextAreaElement>('clipboard-text').disabled = !(to || from)
  stage.tabIndex = control ? 0 : -1
  stage.setAttribute('role', 'application')
  stage.setAttribute('aria-label', `Screen of ${session.computer}. Keys go to the computer; Control, Alt and M lead to the buttons.`)
  if (!control) input?.stop()
  if (!control) input = undefined
  else
    input ??= watchInput(
      stage,
      video,
      () => shown?.screen ?? { width: 1, height: 1 },
      (message: InputMessage) => send('input', message),
    )
}

function heard(channel: RTCDataChannel): void {
  channels.set(channel.label, channel)
  if (channel.label === 'screen') channel.onopen = () => watchSize(stage, (fit) => send('screen', { fit }))
  channel.onclose = () => {
    channels.delete(channel.label)
    if (channel.label === 'files') moving?.closed()
  }
  if (channel.label === 'files') {
    moving = files(channel)
    return
  }
  channel.onmessage = ({ data }) => {
    if (channel.label === 'clipboard') return copied(data)
    if (channel.label === 'cursor') return cursor.heard(data)
    const message = channel.label === 'control' ? readControl(data) : undefined
    if (!message) return
    if ('session' in message) show(message.session)
    else if ('ended' in message) ended(message.ended.reason)
    else if ('waiting' in message) {
      const { title, text } = showWaiting(message.waiting, card, (password) => send('control', { password }))
      say(title, { message: text, fix: '' }, false)
    } else of('status').textContent = `${endings[message.warning.reason]} The session ends in ${message.warning.seconds} s.`
  }
}

function copied(data: unknown): void {
  const message = readClipboard(data)
  if (!message) return
  of<HTMLTextAreaElement>('clipboard-text').value = message.text
  // A browser may not want this without a click; the text stands in the panel then.
  navigator.clipboard?.writeText(message.text).catch(() => undefined)
}

of('clipboard-button').onclick = () => {
  const panel = of('clipboard')
  panel.hidden = !panel.hidden
  of('clipboard-button').setAttribute('aria-expanded', String(!panel.hidden))
  if (!panel.hidden) of('clipboard-text').focus()
}
of('clipboard-send').onclick = () => send('clipboard', { text: of<HTMLTextAreaElement>('clipboard-text').value.slice(0, CLIPBOARD_CHARS) })
of('secure-button').onclick = () => input?.chord([CONTROL, ALT, DELETE])
of('full-button').onclick = () =>
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())
of('end-button').onclick = () => ended('viewer-left')
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey && event.altKey && event.code === 'KeyM') of('clipboard-button').focus()
})
document.addEventListener('paste', (event) => {
  if (document.activeElement !== stage) return
  event.preventDefault()
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (text !== '') send('clipboard', { text: text.slice(0, CLIPBOARD_CHARS) })
  // Control is held down already.
  input?.chord([V])
})

stage.addEventListener('dragover', (event) => event.preventDefault())
stage.addEventListener('drop', (event) => {
  event.preventDefault()
  const says = (text: string) => (of('status').textContent = text)
  for (const file of event.dataTransfer?.files ?? [])
    moving
      ?.put(file, file.name, ({ path, bytes, size }) => says(`${path}: ${Math.round((100 * bytes) / Math.max(size, 1))} %`))
      .then((path) => says(`${path} is on the computer.`))
      .catch((error: Error) => says(`${file.name}: ${error.message}`))
})

let before = { bytes: 0, frames: 0, at: 0 }
async function count(): Promise<void> {
  if (over || !peer) return
  const stats = [...(await peer.getStats()).values()] as Record<string, number | string>[]
  const found = stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
  const pair = stats.find(({ type, nominated }) => type === 'candidate-pair' && nominated)
  const now = { bytes: Number(found?.bytesReceived ?? 0), frames: Number(found?.framesDecoded ?? 0), at: performance.now() }
  const seconds = (now.at - before.at) / 1000
  const [fps, mbits] = [(now.frames - before.frames) / seconds, ((now.bytes - before.bytes) * 8) / seconds / 1e6]
  if (before.at > 0)
    of('numbers').textContent =
      `${Math.round(fps)} fps · ${mbits.toFixed(1)} Mb/s · ${Math.round(Number(pair?.currentRoundTripTime ?? 0) * 1000)} ms`
  before = now
}

async function begin(): Promise<void> {
  const asked = new URLSearchParams(location.hash.slice(1))
  const [team, computer, ticket] = [asked.get('team'), asked.get('computer'), asked.get('ticket')]
  // What is used once is of no use in the history of a browser.
  history.replaceState(null, '', location.pathname)
  if (computer) document.title = of('computer').textContent = computer
  if (!team || !ticket)
    return end('No session', { message: 'This page is opened by a link.', fix: 'Run `splashctl connect COMPUTER`, which makes one.' })
  try {
    const connected = await connect(
      { team, ticket },
      {
        picture: (stream) => {
          video.srcObject = stream
        },
        channel: heard,
        lost: () => ended('connection-lost'),
      },
    )
    peer = connected.peer
    of('computer').textContent = connected.computer
  } catch (error) {
    const [problem] = error instanceof Refusal ? error.problems : []
    return end('No session', problem ?? { message: 'This browser can not show the session.', fix: String(error) })
  }
}

video.onplaying = () => {
  if (!over) card.hidden = true
}
addEventListener('pagehide', () => peer?.close())
setInterval(() => void count(), 1000)
void begin()

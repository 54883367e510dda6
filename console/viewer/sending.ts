/**
 * Input on its way, by two channels: `input` keeps everything in its order and waits for what was lost; `input-now` says the last few messages again, twice a
 * little later, and waits for nothing. The computer takes each once.
 */
import { type InputMessage, RECENT } from '../../protocol/viewer.ts'

/** When the last ones are said once more, after the last of them, and how long they are worth it, in milliseconds. */
const [AGAIN_MS, WORTH_MS] = [[12, 40], 150]

/** @param by gives the channel of this name, as long as it is there */
export function sender(by: (label: string) => RTCDataChannel | undefined): (message: InputMessage) => void {
  let [n, recent]: [number, { at: number; text: object }[]] = [0, []]
  let timers: ReturnType<typeof setTimeout>[] = []

  function say(): void {
    const channel = by('input-now')
    recent = recent.filter(({ at }) => performance.now() - at < WORTH_MS)
    if (channel?.readyState === 'open' && recent.length > 0) channel.send(JSON.stringify({ recent: recent.map(({ text }) => text) }))
  }
  return (message) => {
    const text = { ...message, n: ++n }
    const channel = by('input')
    if (channel?.readyState !== 'open') return
    channel.send(JSON.stringify(text))
    recent = [...recent, { at: performance.now(), text }].slice(-RECENT)
    for (const timer of timers) clearTimeout(timer)
    say()
    timers = AGAIN_MS.map((ms) => setTimeout(say, ms))
  }
}

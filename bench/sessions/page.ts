/**
 * What is measured in the viewer's page, as its user sees it: a key is pressed there, and the time is taken when a frame is shown on which the computer has answered.
 * The text of a script for the page: it runs in the browser.
 */
export interface Measured {
  /** Milliseconds, in the order in which they were taken; those that took five seconds are given up. */
  took: number[]
}

/** Looks at where the program of the display answers (painter-child.ts), `video` by its frames, a `canvas` at each turn of the screen. */
export const MEASURE = `(async (count) => {
  const video = document.querySelector('#screen')
  const source = video instanceof HTMLVideoElement ? video : document.querySelector('canvas')
  const [wide, high] = [() => source.videoWidth ?? source.width, () => source.videoHeight ?? source.height]
  const target = video instanceof HTMLVideoElement ? document.querySelector('#stage') : source
  const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })
  const isWhite = () => {
    const scale = wide() / Number(globalThis.screenWide ?? wide())
    pen.drawImage(source, 16 * scale, 16 * scale, 32 * scale, 32 * scale, 0, 0, 1, 1)
    return pen.getImageData(0, 0, 1, 1).data[1] > 127
  }
  const next = (heard) => (source.requestVideoFrameCallback ? source.requestVideoFrameCallback(heard) : requestAnimationFrame(heard))
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const took = []
  for (let i = 0; i < count; i++) {
    await pause(150 + Math.random() * 250)
    const before = isWhite()
    const from = performance.now()
    for (const name of ['keydown', 'keyup'])
      target.dispatchEvent(new KeyboardEvent(name, { key: 'x', code: 'KeyX', keyCode: 88, bubbles: true, cancelable: true }))
    took.push(await new Promise((resolve) => {
      const late = setTimeout(() => resolve(5000), 5000)
      const look = () => {
        if (isWhite() === before) return void next(look)
        clearTimeout(late)
        resolve(performance.now() - from)
      }
      next(look)
    }))
  }
  return took
})`

/** When the first frame was there, in milliseconds since the page was asked for. */
export const FIRST = `new Promise((resolve) => {
  const look = () => {
    const video = document.querySelector('#screen')
    if (!video) requestAnimationFrame(look) // the page draws itself first
    else if (video.readyState >= 2) resolve(performance.now())
    else video.addEventListener('loadeddata', () => resolve(performance.now()), { once: true })
  }
  look()
})`

/** Keeps hold of the connection and its channels, to ask it what came. */
export const HOLD = `globalThis.peers = []
globalThis.channels = new Map()
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...words) {
    super(...words)
    peers.push(this)
    this.addEventListener('datachannel', ({ channel }) => channels.set(channel.label, channel))
  }
}`
export const HAS_CLIPBOARD = `channels.get('clipboard')?.readyState === 'open'`
/** When the computer has closed it, in milliseconds since 1970. */
export const CLIPBOARD_LOST = `new Promise((resolve) => channels.get('clipboard').addEventListener('close', () => resolve(Date.now())))`
export const CAME = `peers[0].getStats().then((all) => {
  const [pair] = [...all.values()].filter(({ type, nominated }) => type === 'candidate-pair' && nominated)
  const [video] = [...all.values()].filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
  return { bytes: pair.bytesReceived, packets: pair.packetsReceived, frames: video.framesDecoded, lost: video.packetsLost, again: video.nackCount, keys: video.keyFramesDecoded }
})`

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

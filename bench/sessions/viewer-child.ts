/** One viewer (viewer.ts), for as long as whoever started it keeps the channel. What it says of itself goes over that. */
import { type Viewing, viewing, type Wish } from './viewer.ts'
import type { Said } from './viewers.ts'

const say = (said: Said): void => void process.send?.(said)
let viewer: Viewing | undefined
// The library's own threads would keep it.
process.on('disconnect', () => {
  viewer?.leave()
  process.exit()
})
process.on('message', () => say({ packets: viewer?.packets() ?? 0 }))
try {
  viewer = await viewing(JSON.parse(process.argv[2] ?? '') as Wish)
  say({ begun: viewer.id })
  void viewer.over.then((reason) => say({ over: reason }))
  say({ picture: await viewer.picture })
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) })
}

/**
 * The program on the measured display: a window that is black or white, another one of the two with each key. With `motion` as the third argument it also draws
 * something new thirty times a second over most of the screen, as a film or a scrolled page does.
 */
import { painter } from './painter.ts'

const [, , name = '', size = '1280x720', motion] = process.argv
const [width = 1280, height = 720] = size.split('x').map(Number)
const SQUARE = 64
const key = await painter(name, 0, 0, SQUARE, SQUARE)
key.focus()
let isWhite = false
key.fill(0, 0, SQUARE, SQUARE, 0)
key.pressed(() => {
  isWhite = !isWhite
  key.fill(0, 0, SQUARE, SQUARE, isWhite ? 0xffffff : 0)
})
if (motion === 'motion') {
  const stage = await painter(name, 0, SQUARE, width, height - SQUARE)
  let turn = 0
  setInterval(() => {
    turn++
    for (let i = 0; i < 48; i++) {
      const [x, y] = [(i * 97 + turn * 7) % width, (i * 61 + turn * 5) % height]
      stage.fill(x, y, width / 8, height / 12, ((i * 2654435761 + turn * 65537) >>> 8) & 0xffffff)
    }
  }, 1000 / 30)
}
process.send?.('ready')
process.once('disconnect', () => process.exit())

/** What shows the person at the computer that somebody is in, and who: a banner at the top of the screen, a box in its corner, or both; for as long as it lasts. */
import { type Card, lettering, lines } from './lettering.ts'
import { openPanel, type Panel, type Place } from './panel.ts'
import type { Rules } from './rules.ts'

export interface Indicating {
  display: string
  user: string
  control: boolean
  indicator: NonNullable<Rules['indicator']>
  gone(why: Error): void
}

const [BANNER_WIDTH, BANNER_HEIGHT, BOX_WIDTH, LINE, MARGIN] = [640, 30, 300, 20, 14]
const [PAPER, INK] = ['#8a2432', '#ffffff']

export async function showIndicator({ display, user, control, indicator, gone }: Indicating): Promise<{ close(): void }> {
  const says = `${user} ${control ? 'is using' : 'is looking at'} this computer.`
  const open: Panel[] = []
  const show = async (card: Card, at: (screen: { width: number; height: number }) => Pick<Place, 'x' | 'y'>) => {
    const pixels = await lettering(card)
    const panel = await openPanel({
      display,
      name: 'indicator',
      gone,
      place: (screen) => ({ ...at(screen), width: card.width, height: card.height }),
    })
    open.push(panel)
    panel.show(pixels)
  }
  const close = () => {
    for (const panel of open.splice(0)) panel.close()
  }
  try {
    if (indicator.banner)
      await show(bannerOf([says, indicator.text].join('  ')), ({ width }) => ({ x: Math.max(0, (width - BANNER_WIDTH) >> 1), y: 0 }))
    if (indicator.popup) {
      const card = boxOf([...lines(says, 34), ...lines(indicator.text, 34)].slice(0, 8))
      await show(card, ({ width, height }) => ({
        x: Math.max(0, width - card.width - MARGIN),
        y: Math.max(0, height - card.height - MARGIN),
      }))
    }
  } catch (error) {
    close()
    throw error
  }
  return { close }
}

const bannerOf = (text: string): Card => ({
  ...{ width: BANNER_WIDTH, height: BANNER_HEIGHT, colour: PAPER },
  words: [{ text: text.trim().slice(0, 80), x: BANNER_WIDTH / 2, y: 7, size: 16, colour: INK, centred: true }],
})

const boxOf = (texts: readonly string[]): Card => ({
  ...{ width: BOX_WIDTH, height: texts.length * LINE + 2 * MARGIN, colour: PAPER },
  words: texts.map((text, i) => ({ text, x: MARGIN, y: MARGIN + i * LINE, size: 15, colour: INK })),
})

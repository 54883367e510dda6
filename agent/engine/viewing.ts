/**
 * What one viewer sees of the display: which of its monitors, as large as it is shown there, with the pointer that it has on it; and where on the display it is when
 * the viewer points somewhere. The picture follows the screen when that becomes another one.
 */
import type { CursorMessage, Preference, ScreenMessage, Shown as Told } from '../../protocol/viewer.ts'
import { watchCursor } from './cursor.ts'
import { type Monitors, watchMonitors } from './monitors.ts'
import { preferred } from './preferring.ts'
import type { Region } from './region.ts'
import type { Feedback } from './rtcp.ts'
import { type Shown, show } from './showing.ts'

export interface Viewing {
  /** As the viewer is told. */
  told(): Pick<Told, 'screen' | 'monitor' | 'monitors' | 'preference' | 'choice'>
  heard(feedback: Feedback): void
  wishes(message: ScreenMessage): void
  /** On the display, of what is shown. */
  at(x: number, y: number): [number, number]
  close(): void
}

export interface View extends Omit<Shown, 'region' | 'pointer'> {
  /** Of who moves the pointer; undefined: it is drawn into the picture. */
  cursor: ((message: CursorMessage) => void) | undefined
  /** How sharp it is, is not the viewer's to choose. */
  isQualityLocked: boolean
  /** Another screen, or another part of it, is shown now. */
  changed(): void
}

export async function view({ cursor, changed, ...shown }: View): Promise<Viewing> {
  const { display, failed } = shown
  const lost = (error: Error): void => failed(error.message)
  let chosen: number | null = null
  let preference: Preference = { picture: 'automatic', kbps: 0 }
  const watching = await watchMonitors(display, follow, lost)
  let region = regionOf(watching.now)
  const pointer = cursor && (await watchCursor(display, cursor, lost))
  const showing = await show({ ...shown, region, pointer: cursor === undefined })

  function regionOf({ screen, each }: Monitors): Region {
    return (chosen === null ? undefined : each[chosen]) ?? screen
  }
  function follow(monitors: Monitors): void {
    if (chosen !== null && !monitors.each[chosen]) chosen = null
    const next = regionOf(monitors)
    const isOther = next.x !== region.x || next.y !== region.y || next.width !== region.width || next.height !== region.height
    region = next
    if (isOther) showing.look(region)
    changed()
  }

  return {
    told() {
      const { each } = watching.now
      const several = each.length > 1 ? { monitors: each.map(({ width, height }) => ({ width, height })) } : {}
      const choice = { sharpness: !shown.isQualityLocked, kbps: shown.maxBitrateKbps }
      const { width, height } = region
      return { screen: { width, height }, ...several, ...(chosen === null ? {} : { monitor: chosen }), preference, choice }
    },
    heard: (feedback) => showing.heard(feedback),
    wishes(message) {
      if ('fit' in message) {
        const [width, height] = message.fit
        showing.fit({ width, height })
      } else if ('prefer' in message) {
        preference = message.prefer
        showing.prefer(preferred(shown, preference))
        changed()
      } else if (message.monitor === null || watching.now.each[message.monitor]) {
        chosen = message.monitor
        follow(watching.now)
      }
    },
    at: (x, y) => [region.x + Math.min(x, region.width - 1), region.y + Math.min(y, region.height - 1)],
    close() {
      showing.close()
      pointer?.close()
      watching.close()
    },
  }
}

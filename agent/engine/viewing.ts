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
import { type Showing, type Shown, show } from './showing.ts'

export interface Viewing {
  /** As the viewer is told. */
  told(): Pick<Told, 'screen' | 'monitor' | 'monitors' | 'preference' | 'choice'>
  heard(feedback: Feedback): void
  wishes(message: ScreenMessage): void
  /** Policy allows something else now. */
  follow(policy: Allowed): void
  /** On the display, of what is shown. */
  at(x: number, y: number): [number, number]
  close(): void
}

type Allowed = Pick<View, 'quality' | 'isQualityLocked' | 'frameRate' | 'maxBitrateKbps' | 'maxWidth' | 'maxHeight'>

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
  let region: Region = { x: 0, y: 0, width: 0, height: 0 }
  let follower: Showing | undefined
  const [watching, pointer] = await Promise.all([watchMonitors(display, follow, lost), cursor && watchCursor(display, cursor, lost)])
  const first = (region = regionOf(watching.now))
  const showing = (follower = await show({ ...shown, region, pointer: cursor === undefined }))
  // It may have become another one meanwhile.
  if (region !== first) showing.look(region)

  function regionOf({ screen, each }: Monitors): Region {
    return (chosen === null ? undefined : each[chosen]) ?? screen
  }
  function follow(monitors: Monitors): void {
    if (chosen !== null && !monitors.each[chosen]) chosen = null
    const next = regionOf(monitors)
    const isOther = next.x !== region.x || next.y !== region.y || next.width !== region.width || next.height !== region.height
    if (isOther) {
      region = next
      follower?.look(region)
    }
    changed()
  }

  const prefer = (): void => {
    const { maxWidth, maxHeight } = shown
    showing.prefer({ ...preferred(shown, preference), maxWidth, maxHeight })
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
        prefer()
        changed()
      } else if (message.monitor === null || watching.now.each[message.monitor]) {
        chosen = message.monitor
        follow(watching.now)
      }
    },
    follow({ quality, isQualityLocked, frameRate, maxBitrateKbps, maxWidth, maxHeight }) {
      Object.assign(shown, { quality, isQualityLocked, frameRate, maxBitrateKbps, maxWidth, maxHeight } satisfies Allowed)
      prefer()
    },
    at: (x, y) => [region.x + Math.min(x, region.width - 1), region.y + Math.min(y, region.height - 1)],
    close() {
      showing.close()
      pointer?.close()
      watching.close()
    },
  }
}

/**
 * What of a display is another one now: the extension DAMAGE, with one event from when something changes until it is asked what. To ask takes it back *before*
 * the screen is looked at, so that what changes meanwhile is told again; and the answer, for which one must wait, says where it was.
 */
import { asked } from './clipboard.ts'
import { connected } from './display.ts'
import { type Region, touch } from './region.ts'

export interface Damage {
  /** Forgets what there is, and says whether some of it lies in here. */
  settle(region: Region): Promise<boolean>
  close(): void
}

interface DamageExtension {
  Create(damage: number, drawable: number, level: number): void
  Subtract(damage: number, repair: number, parts: number): void
}
interface Fixes {
  CreateRegion(region: number, rectangles: readonly Region[]): void
  FetchRegion(region: number, reply: (error: Error | null | undefined, found: { extents: Region }) => void): void
}

const [NON_EMPTY, NONE] = [3, 0]

export async function watchDamage(display: string, changed: () => void, lost: (error: Error) => void): Promise<Damage> {
  const { client, root, extension, close } = await connected(display, lost)
  const fixes = await extension<Fixes>('fixes')
  const damages = await extension<DamageExtension>('damage')
  const [damage, parts] = [client.AllocID(), client.AllocID()]
  fixes.CreateRegion(parts, [])
  client.on('event', ({ name }) => name === 'DamageNotify' && changed())
  damages.Create(damage, root, NON_EMPTY)
  return {
    async settle(region) {
      damages.Subtract(damage, NONE, parts)
      const { extents } = await asked<{ extents: Region }>((reply) => fixes.FetchRegion(parts, reply))
      return touch(extents, region)
    },
    close,
  }
}

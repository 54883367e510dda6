/** The monitors of a display (Xinerama, which servers with RandR answer by it), and when there are others, or the screen has another size. */
import { asked } from './clipboard.ts'
import { type Connection, connected } from './display.ts'
import { even, type Region } from './region.ts'

export interface Monitors {
  /** All of the screen. */
  screen: Region
  each: Region[]
}

export interface Watching {
  now: Monitors
  close(): void
}

interface RandR {
  SelectInput(window: number, mask: number): void
}
interface Xinerama {
  QueryScreens(reply: (error: Error | null | undefined, screens: Region[]) => void): void
}
interface Geometry {
  width: number
  height: number
}

const [STRUCTURE, SCREEN_CHANGE] = [0x20000, 1]
const MOST = 64

export async function watchMonitors(
  display: string,
  changed: (monitors: Monitors) => void,
  lost: (error: Error) => void,
): Promise<Watching> {
  const connection = await connected(display, lost)
  const { client, root, extension, close } = connection
  const [randr, xinerama] = [await extension<RandR>('randr'), await extension<Xinerama>('xinerama')]
  randr.SelectInput(root, SCREEN_CHANGE)
  client.ChangeWindowAttributes(root, { eventMask: STRUCTURE })
  const watching: Watching = { now: await look(connection, xinerama), close }
  client.on('event', ({ name }) => {
    if (name !== 'ConfigureNotify' && name !== 'RRScreenChangeNotify') return
    look(connection, xinerama).then((found) => {
      if (JSON.stringify(found) === JSON.stringify(watching.now)) return
      watching.now = found
      changed(found)
    }, lost)
  })
  return watching
}

async function look({ client, root }: Connection, xinerama: Xinerama): Promise<Monitors> {
  const { width, height } = await asked<Geometry>((reply) => client.GetGeometry(root, reply))
  const found = await asked<Region[]>((reply) => xinerama.QueryScreens(reply))
  const screen = { x: 0, y: 0, width, height }
  // One that is only half there can't be looked at.
  const within = ({ x, y, ...size }: Region) => x >= 0 && y >= 0 && x + size.width <= width && y + size.height <= height
  const each = found.filter((one) => within(one) && even(one.width) > 2 && even(one.height) > 2).slice(0, MOST)
  return { screen, each: each.length > 0 ? each : [screen] }
}

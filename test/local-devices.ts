/**
 * Hands at the computer itself, for tests: what the keyboard and the mouse of a display send, told apart from what a session fakes. XTEST can speak for a device
 * by its number (XInput's part of it), which no program does that means no harm; and a window in the middle of the screen sees what programs get.
 */
import { createClient, type Display, type XClient } from 'x11'

interface Device {
  deviceId: number
  use: number
  name: string
}
interface Input {
  firstEvent: number
  XIQueryVersion(major: number, minor: number, reply: (error: Error | null | undefined) => void): void
  XIQueryDevice(of: number, reply: (error: Error | null | undefined, devices: Device[]) => void): void
}

export interface LocalDevices {
  /** Presses and releases a key on the keyboard that stands there. */
  press(keycode: number): Promise<void>
  /** Presses and releases a button of the mouse that lies there. */
  click(): Promise<void>
  /** What programs got: `key 38`, `button 1`. */
  seen: string[]
  close(): void
}

const asked = <T>(ask: (reply: (error: Error | null | undefined, value: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => ask((error, value) => (error ? reject(error) : resolve(value))))
const [SLAVE_POINTER, SLAVE_KEYBOARD, DEVICE_KEY, DEVICE_BUTTON] = [3, 4, 1, 3]

export async function localDevices(display: string): Promise<LocalDevices> {
  const { client, screen } = await asked<Display>((reply) => createClient({ display }, reply))
  const input = (await asked<object>((reply) => client.require('xinput', reply))) as Input
  const { majorOpcode } = (await asked<object>((reply) => client.require('xtest', reply))) as { majorOpcode: number }
  await asked<void>((reply) => input.XIQueryVersion(2, 2, (error) => reply(error, undefined)))
  const devices = await asked<Device[]>((reply) => input.XIQueryDevice(0, reply))
  const own = (use: number) => devices.find((one) => one.use === use && !one.name.includes('XTEST'))?.deviceId ?? 0
  const [mouse, keys, seen] = [own(SLAVE_POINTER), own(SLAVE_KEYBOARD), [] as string[]]
  const window = client.AllocID()
  client.CreateWindow(window, screen[0]?.root ?? 0, 500, 300, 200, 200, 0, 0, 1, 0, { overrideRedirect: 1, eventMask: 0x1 | 0x4 })
  client.MapWindow(window)
  client.SetInputFocus(window, 1)
  client.on('event', (event) => {
    if (event.name === 'KeyPress') seen.push(`key ${event.keycode}`)
    else if (event.name === 'ButtonPress') seen.push(`button ${event.keycode}`)
  })
  client.on('error', (error) => seen.push(String(error)))
  const send = async (device: number, kind: number, detail: number) => {
    // The release of a kind follows its press.
    for (const type of [kind, kind + 1]) fake(client, majorOpcode, { type: input.firstEvent + type, detail, device })
    await asked<Device[]>((reply) => input.XIQueryDevice(0, reply))
  }
  return {
    press: (keycode) => send(keys, DEVICE_KEY, keycode),
    click: () => send(mouse, DEVICE_BUTTON, 1),
    seen,
    close: () => client.terminate(),
  }
}

/** XTestFakeInput with the number of a device. */
function fake(client: XClient, opcode: number, { type, detail, device }: { type: number; detail: number; device: number }): void {
  const request = Buffer.alloc(36)
  request.writeUInt8(opcode, 0)
  request.writeUInt8(2, 1)
  request.writeUInt16LE(9, 2)
  request.writeUInt8(type, 4)
  request.writeUInt8(detail, 5)
  request.writeUInt8(device, 35)
  client.seq_num++
  client.pack_stream.put(request)
  client.pack_stream.submit()
}

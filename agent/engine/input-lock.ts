/**
 * The keyboards and mice of the computer itself, kept from every program for as long as a session lasts. Each is grabbed (XInput 2, §10.6): it leaves the pointer
 * and the keyboard that programs know, its events come here alone, and are dropped. What a session types goes by other devices (XTEST), which stay. A grab is
 * over when the connection is: a process that crashes leaves nobody locked out, unlike a device that was disabled. What is plugged in later is looked for.
 */
import { createClient, type Display, type XClient } from 'x11'
import { asked } from './clipboard.ts'

interface Device {
  deviceId: number
  use: number
  name: string
}
interface Input {
  majorOpcode: number
  XIQueryVersion(major: number, minor: number, reply: (error: Error | null | undefined) => void): void
  XIQueryDevice(of: number, reply: (error: Error | null | undefined, devices: Device[]) => void): void
}

/** Slave pointers and keyboards; the master ones are what programs see. */
const [SLAVE_POINTER, SLAVE_KEYBOARD, ALL] = [3, 4, 0]
const [GRAB, ASYNC, GRABBED, ALREADY] = [51, 1, 0, 1]
const LOOK_MS = 2000
/** Those of the XTEST extension, by the names that the X server gives them. */
const isOurs = ({ name }: Device): boolean => / XTEST (?:pointer|keyboard)$/.test(name)

export interface InputLock {
  /** The devices that are kept away. */
  devices(): string[]
  close(): void
}

export async function lockInput(display: string, failed: (error: Error) => void): Promise<InputLock> {
  const { client, screen } = await asked<Display>((reply) => createClient({ display }, reply))
  let closed = false
  const lost = (error: Error) => {
    if (!closed) failed(error)
  }
  client.on('error', lost)
  client.on('end', () => lost(new Error('the display went away')))
  const root = screen[0]?.root ?? 0
  const input = (await asked<object>((reply) => client.require('xinput', reply))) as Input
  await asked<void>((reply) => input.XIQueryVersion(2, 2, (error) => reply(error, undefined)))
  const held = new Map<number, string>()

  async function look(): Promise<void> {
    const devices = await asked<Device[]>((reply) => input.XIQueryDevice(ALL, reply))
    for (const device of devices) {
      if (held.has(device.deviceId) || isOurs(device) || (device.use !== SLAVE_POINTER && device.use !== SLAVE_KEYBOARD)) continue
      const status = await grab(client, input.majorOpcode, root, device.deviceId)
      // Another session of ours may hold it.
      if (status !== GRABBED && status !== ALREADY) throw new Error(`${device.name} can not be grabbed: ${status}`)
      if (status === GRABBED) held.set(device.deviceId, device.name)
    }
  }
  await look()
  const looking = setInterval(() => look().catch(lost), LOOK_MS)
  return {
    devices: () => [...held.values()],
    close() {
      closed = true
      clearInterval(looking)
      client.terminate()
    },
  }
}

/** XIGrabDevice, which the package does not have: 51, with an empty mask of events. */
function grab(client: XClient, opcode: number, root: number, device: number): Promise<number> {
  const request = Buffer.alloc(28)
  request.writeUInt8(opcode, 0)
  request.writeUInt8(GRAB, 1)
  request.writeUInt16LE(request.length / 4, 2)
  request.writeUInt32LE(root, 4)
  request.writeUInt16LE(device, 16)
  request.writeUInt8(ASYNC, 18)
  request.writeUInt8(ASYNC, 19)
  request.writeUInt16LE(1, 22)
  return asked<number>((reply) => {
    client.seq_num++
    client.pack_stream.put(request)
    client.replies[client.seq_num] = [(data: Buffer) => data.readUInt8(0), reply]
    client.pack_stream.submit(true)
  })
}

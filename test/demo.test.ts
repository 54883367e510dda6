/** `npm run demo`: started, followed as it says, and ended; and ended in the middle of its beginning. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hasDisplays } from '../bench/display.ts'
import { checkout, type Folder, folder, installed, run } from './splashctl.ts'

let place: Folder
let demo: ChildProcess
let said: string[] = []
let heard = () => {}
beforeEach(() => {
  place = folder()
})
afterEach(async () => {
  if (demo.exitCode === null && demo.signalCode === null) await ended('SIGTERM')
  place.remove()
})

function started(...args: string[]): void {
  said = []
  // It runs from the sources, of which much is compiled already.
  const env = { ...place.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, TMPDIR: place.path }
  demo = spawn(process.execPath, [join(checkout, 'scripts', 'demo.ts'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  demo.stderr?.on('data', (text: Buffer) => said.push(String(text)))
  createInterface({ input: demo.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    said.push(line)
    heard()
  })
}

/** As soon as it says that. */
async function says(what: RegExp): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  heard = () => said.some((line) => what.test(line)) && resolve()
  const over = (code: number | null) => reject(new Error(`it ended with ${code}, and had said:\n${said.join('\n')}`))
  demo.once('exit', over)
  heard()
  await promise
  demo.off('exit', over)
}

async function ended(signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(demo, 'close') as Promise<[number | null]>
  demo.kill(signal)
  return (await gone)[0]
}

/** The processes that have this text among their arguments. */
const running = (text: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(join('/proc', name, 'cmdline'), 'utf8')]
      } catch {
        return [] // it ended meanwhile
      }
    })
    .filter((line) => line.includes(text))

test('stands, does what it says that one should try, and leaves nothing behind', async () => {
  started()
  await says(/^Ctrl-C ends/)
  const [home = ''] = readdirSync(place.path).filter((name) => name.startsWith('splashtop-demo-'))
  expect(said.join('\n')).toContain(`All of it is in ${join(place.path, home)}`)
  expect(running(home)).toHaveLength(4)
  const desktop = hasDisplays ? /^ {2}http:\/\/127\.0\.0\.1:\d+\/connect#team=acme&computer=ber-dev-01&ticket=\S+$/ : /apt-get install xvfb/
  expect(said.filter((line) => desktop.test(line))).toHaveLength(1)
  const commands = said.filter((line) => /^ {2}(export|npx|sed|echo) /.test(line) && !line.includes('--follow'))
  expect(commands).toHaveLength(9)
  // By the published programs, which start sooner; what the demo itself starts is from the sources.
  const npx = `npx() { program=$1; shift; '${process.execPath}' '${join(installed, 'bin')}'/"$program".js "$@"; }`
  const tried = await run('sh', ['-ec', [npx, ...commands].join('\n')], place.path, place.env)
  expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining('error[revoked]') })
  await says(/^par-ws-01 runs revision \d+: general\.autoUpdate false, enforced$/)
  await says(/^ber-dev-01 runs revision \d+: general\.autoUpdate false, enforced$/)
  await says(/^lyo-fin-02 was un-enrolled/)
  expect(await ended('SIGINT')).toBe(0)
  expect(said.at(-1)).toBe('Ended; nothing is left.')
  expect(running(home)).toEqual([])
  expect(existsSync(join(place.path, home))).toBe(false)
})

test('is ended while it begins, and keeps what it is told to keep', async () => {
  const kept = join(place.path, 'kept')
  started('--keep', kept)
  await says(/^The control plane serves/)
  expect(await ended('SIGTERM')).toBe(0)
  expect(said.at(-1)).toBe(`Ended; all of it is in ${kept}.`)
  expect(running(kept)).toEqual([])
  expect(readdirSync(kept).sort()).toEqual(expect.arrayContaining(['acme', 'config', 'server']))
  started('--keep', kept)
  const [code] = (await once(demo, 'close')) as [number]
  expect([code, said]).toEqual([1, [`There is something in ${kept} already. Name an empty folder, or a new one.\n`]])
})

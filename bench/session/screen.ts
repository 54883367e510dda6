/** A virtual display (Xvfb) and programs on it, each with its end; and Chromium, which looks at it from afar. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

export interface BenchDisplay {
  name: string
  /** Starts the program that answers keys, with what moves beside it or without. */
  answering(motion: boolean): Promise<() => Promise<void>>
  program(name: string, ...args: string[]): () => Promise<void>
  end(): Promise<void>
}

export async function benchDisplay(width: number, height: number): Promise<BenchDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer]
  const name = `:${String(number).trim()}`
  return {
    name,
    async answering(motion) {
      const child = fork(path.join(import.meta.dirname, 'painter-child.ts'), [name, `${width}x${height}`, motion ? 'motion' : 'still'])
      await once(child, 'message')
      return () => gone(child)
    },
    program(program, ...args) {
      const child = spawn(program, args, { env: { ...process.env, DISPLAY: name }, stdio: 'ignore' })
      return () => gone(child)
    },
    end: () => gone(server),
  }
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

export const browser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

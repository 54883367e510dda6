/** The virtual display of a measurement, with the program that answers keys; and Chromium, which looks at it from afar. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { type TestDisplay, testDisplay } from '../display.ts'
import { gone } from './processes.ts'

export interface BenchDisplay extends TestDisplay {
  /** Starts the program that answers keys, with what moves beside it or without. */
  answering(motion: boolean): Promise<() => Promise<void>>
  program(name: string, ...args: string[]): () => Promise<void>
}

export async function benchDisplay(width: number, height: number): Promise<BenchDisplay> {
  const display = await testDisplay(width, height)
  return {
    ...display,
    async answering(motion) {
      const args = [display.name, `${width}x${height}`, motion ? 'motion' : 'still']
      const child = fork(path.join(import.meta.dirname, 'painter-child.ts'), args)
      await once(child, 'message')
      return () => gone(child)
    },
    program(name, ...args) {
      const child = display.start(name, ...args)
      return () => gone(child)
    },
  }
}

export const browser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

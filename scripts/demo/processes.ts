/** What the demo starts, and ends whatever happens: programs that are waited for, and those that go on. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { ProblemError, problem } from '../../schema/problem.ts'

export const checkout = path.join(import.meta.dirname, '..', '..')
/** How long one has to end by itself, in milliseconds. */
const PATIENCE_MS = 10_000

export class Processes {
  readonly #signal: AbortSignal
  readonly #going = new Set<ChildProcess>()
  readonly #ended = Promise.withResolvers<void>()

  constructor(signal: AbortSignal) {
    this.#signal = signal
    const over = () => {
      this.#ended.resolve()
      for (const child of this.#going) child.kill('SIGTERM')
    }
    signal.addEventListener('abort', over)
    this.#ended.promise.catch(() => undefined) // also where nobody waits for it yet
  }

  /** Until somebody ends the demo; rejects when what should go on ended by itself. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  /** Goes on until the end of the demo, or until it ends with the code that it may. */
  goesOn(name: string, child: ChildProcess, mayEndWith?: number): void {
    this.#going.add(child)
    child.once('exit', (code) => {
      this.#going.delete(child)
      if (!this.#signal.aborted && code !== mayEndWith) this.#ended.reject(wrong(`${name} ended by itself, with ${code}.`))
    })
  }

  /** Goes on as long as it likes: a program on a display is closed by whoever looks at it. */
  runs(child: ChildProcess): void {
    this.#going.add(child)
    child.once('error', () => this.#going.delete(child))
    child.once('exit', () => this.#going.delete(child))
  }

  /** Runs splashctl to its end, which must be a good one. Gives what it wrote. */
  async splashctl(words: readonly string[], { folder, env }: { folder: string; env: NodeJS.ProcessEnv }): Promise<string> {
    const child = spawn(process.execPath, [path.join(checkout, 'bin', 'splashctl.js'), ...words], { cwd: folder, env, stdio: 'pipe' })
    child.stdin.end()
    this.#going.add(child)
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const [code] = (await once(child, 'close')) as [number | null]
    this.#going.delete(child)
    if (this.#signal.aborted) throw wrong('The demo was ended.')
    if (code !== 0) throw wrong(`\`splashctl ${words.join(' ')}\` ended with ${code}: ${stderr.trim()}`)
    return stdout
  }

  /** Ends all of them, and waits for that. */
  async end(): Promise<void> {
    await Promise.all(
      [...this.#going].map(async (child) => {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
        await gone
        clearTimeout(late)
      }),
    )
  }
}

export const wrong = (message: string): ProblemError =>
  new ProblemError(problem('internal', message, 'Run `npm run demo` again; if it stays so, report it with these lines.'))

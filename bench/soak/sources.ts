/** Ten thousand random texts through both parsers and the formatter, and every hostile file: reconciler/sources/fuzz.ts says what must hold. */
import { fuzzSources, survive } from '../../reconciler/sources/fuzz.ts'
import { hostile } from '../../reconciler/sources/hostile.ts'

const BATCH = 250

/** How many inputs were tried. Throws for the first that fails, with its seed or its name. */
export async function run(times: number, seed: number, progress: (done: number) => void): Promise<number> {
  for (const [name, bytes] of Object.entries(hostile))
    await survive(bytes(), 10_000).catch((error: unknown) => {
      throw new Error(`${name}: ${String(error)}`, { cause: error })
    })
  for (let done = 0; done < times; done += BATCH) {
    const [failure] = await fuzzSources(seed + done, Math.min(BATCH, times - done))
    if (failure !== undefined) throw new Error(failure)
    progress(Math.min(done + BATCH, times))
  }
  return times + Object.keys(hostile).length
}

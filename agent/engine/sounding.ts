/** The sound of a session, as policy asks for it at the moment: what is not to be heard any more is not from then on, and the next way is gone in turn. */
import { listen, type Sound, type Where } from './sound.ts'

export interface Sounding {
  follow(where: Where): void
  /** Resolves when what was under way is undone: what plays here is heard here again. */
  close(): Promise<void>
}

/** @param failed there is no sound to be had, or no more */
export function sounding(take: (packet: Buffer, time: number) => void, failed: () => void): Sounding {
  let [wanted, running, closed]: [Where | undefined, Sound | undefined, boolean] = [undefined, undefined, false]
  let turn: Promise<void> = Promise.resolve()

  function silence(): void {
    running?.close()
    running = undefined
  }
  async function begin(where: Where): Promise<void> {
    if (closed || where !== wanted) return
    const made = await listen({ where, take, failed })
    if (closed || where !== wanted) made.close()
    else running = made
  }

  return {
    follow(where) {
      if (where === wanted) return
      wanted = where
      silence()
      turn = turn.then(() => begin(where)).catch(failed)
    },
    close() {
      closed = true
      silence()
      return turn
    },
  }
}

/**
 * What stands around a session on the computer itself, for as long as it lasts: who is in is shown, and what is typed there is kept away. A policy that comes
 * meanwhile is followed at once, more and less; where that fails, the session is told, and ends.
 */
import type { Ending } from '../../protocol/endings.ts'
import { showIndicator } from './indicator.ts'
import { lockInput } from './input-lock.ts'
import type { Terms } from './terms.ts'

export interface Surrounding {
  display: string
  user: string
  failed(reason: Ending, error: Error): void
}

export interface Surroundings {
  /** Resolves when everything stands that the terms ask for. */
  follow(terms: Pick<Terms, 'control' | 'indicator' | 'lockInput'>): Promise<void>
  close(): void
}

type Part = { close(): void }

export function surroundings({ display, user, failed }: Surrounding): Surroundings {
  let closed = false
  const open = new Map<string, Part>()
  let turn: Promise<unknown> = Promise.resolve()

  /** One for each name: kept as it is while it says the same. */
  async function hold(name: string, wanted: string | undefined, make: () => Promise<Part>): Promise<void> {
    const key = wanted === undefined ? undefined : `${name} ${wanted}`
    for (const [other, part] of open)
      if (other.startsWith(`${name} `) && other !== key) {
        open.delete(other)
        part.close()
      }
    if (key === undefined || open.has(key) || closed) return
    const part = await make()
    if (closed) part.close()
    else open.set(key, part)
  }

  return {
    follow({ control, indicator, lockInput: locked }) {
      const next = turn.then(async () => {
        await hold('indicator', indicator && JSON.stringify({ indicator, control }), async () =>
          indicator
            ? showIndicator({ display, user, control, indicator, gone: (error) => failed('indicator-closed', error) })
            : { close: () => undefined },
        )
        await hold('lock', locked ? 'input' : undefined, () => lockInput(display, (error) => failed('engine-failed', error)))
      })
      turn = next.catch(() => undefined) // whoever asked is told; the next one tries anew
      return next
    },
    close() {
      closed = true
      for (const part of open.values()) part.close()
      open.clear()
    },
  }
}

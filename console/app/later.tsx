/** Pages that are fetched when they are first wanted, or a little before. */
import { type ComponentType, type ReactNode, use } from 'react'

export interface Later<P> {
  (props: P): ReactNode
  /** Fetches it, for whoever will want it soon. */
  ready(): Promise<void>
}

/**
 * One that is there already is shown at once. By `lazy` React would show first that it waits, and then go on showing that for 300 ms however soon it came
 * (FALLBACK_THROTTLE_MS): a quarter of the time after which a session has its first picture.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let Page: ComponentType<P> | undefined
  let loading: Promise<void> | undefined
  const ready = () =>
    (loading ??= load().then(
      (came) => {
        Page = came
      },
      (error: unknown) => {
        // Whoever wants it next tries anew.
        loading = undefined
        throw error
      },
    ))
  function Shown(props: P): ReactNode {
    if (!Page) use(ready())
    return Page && <Page {...props} />
  }
  return Object.assign(Shown, { ready })
}

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
  let isWanted = false
  const ready = () =>
    (loading ??= load().then(
      (came) => {
        Page = came
      },
      (error: unknown) => {
        // What was fetched ahead is fetched again when it is wanted. What is wanted is not, by itself: it would be without end.
        if (!isWanted) loading = undefined
        throw error
      },
    ))
  function Shown(props: P): ReactNode {
    if (Page) return <Page {...props} />
    isWanted = true
    use(ready())
    return null
  }
  return Object.assign(Shown, { ready })
}

/** What is fetched for itself: that it is coming; and where it does not come, or can't be shown, that it does not, and a way on. */
import { Component, type ReactNode, Suspense } from 'react'
import { Loading, Problems } from '../parts/notice.tsx'

interface Props {
  /** Another page is tried anew. */
  address: string
  /** What stands around it when it is said that it did not come. */
  within: (said: ReactNode) => ReactNode
  children: ReactNode
}

const LOST = {
  code: 'page-lost',
  message: 'This page could not be loaded.',
  fix: 'The console may be another one by now, or the line is down. Try again, which loads all of it anew.',
}

export class Fetched extends Component<Props, { lostAt?: string }> {
  override state: { lostAt?: string } = {}
  static getDerivedStateFromError = (): { lostAt: string } => ({ lostAt: location.pathname + location.search })

  override render(): ReactNode {
    const { address, within, children } = this.props
    if (this.state.lostAt !== address) return <Suspense fallback={<Loading label="The page is loading" />}>{children}</Suspense>
    return within(
      <>
        <h1 tabIndex={-1}>The page can not be shown</h1>
        <Problems problems={[LOST]} again={() => location.reload()} />
      </>,
    )
  }
}

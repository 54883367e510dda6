/** Which page is shown, to whom. What only administrators or a session need is fetched for itself. */
import { type ReactNode, useEffect, useRef } from 'react'
import { RouterProvider } from 'react-aria-components'
import { Calendar } from '../pages/calendar.tsx'
import { Computers } from '../pages/computers.tsx'
import { SecondStep } from '../pages/second-step.tsx'
import { Shell } from '../pages/shell.tsx'
import { SignIn } from '../pages/sign-in.tsx'
import { Empty, Loading, Problems } from '../parts/notice.tsx'
import { AccountProvider } from './account.tsx'
import { Fetched } from './fetched.tsx'
import { later } from './later.tsx'
import { go, type Route, routeOf, useAddress } from './route.ts'

const Access = later(async () => (await import('../pages/access.tsx')).Access)
const Fleet = later(async () => (await import('../pages/fleet.tsx')).Fleet)
const FleetComputer = later(async () => (await import('../pages/fleet-computer.tsx')).FleetComputer)
const Revisions = later(async () => (await import('../pages/revisions.tsx')).Revisions)
const Revision = later(async () => (await import('../pages/revision.tsx')).Revision)
const TwoStep = later(async () => (await import('../pages/two-step.tsx')).TwoStep)
const Viewer = later(async () => (await import('../viewer/viewer.tsx')).Viewer)
const LinkedViewer = later(async () => (await import('../viewer/viewer.tsx')).LinkedViewer)

const fetched: { readonly [page in Route['page']]?: { ready(): Promise<void> } } = {
  ...{ link: LinkedViewer, connect: Viewer, fleet: Fleet, computer: FleetComputer, revisions: Revisions, revision: Revision },
  ...{ access: Access, 'two-step': TwoStep },
}
/** Resolves when nothing of the page has to be fetched any more. */
export const ready = async ({ page }: Pick<Route, 'page'>): Promise<void> => fetched[page]?.ready()

export function App(): ReactNode {
  const address = useAddress()
  const route = routeOf(new URL(address, location.href))
  return (
    <RouterProvider navigate={go}>
      <Fetched address={address} within={(said) => <main className="alone">{said}</main>}>
        <Page route={route} address={address} />
      </Fetched>
      <Titled address={address} />
    </RouterProvider>
  )
}

function Page({ route, address }: { route: Route; address: string }): ReactNode {
  if (route.page === 'link') return <LinkedViewer />
  if (route.page === 'start' || (route.page === 'nowhere' && route.team === undefined))
    return <SignIn team={undefined} lost={route.page === 'nowhere'} />
  return (
    <AccountProvider
      key={route.team}
      team={route.team as string}
      waiting={<Loading label="Who is signed in is being asked" />}
      otherwise={(out) => <SignIn team={route.team} {...out} />}
      second={(due) => <SecondStep team={route.team as string} {...due} />}
      refused={(problems, again) => (
        <main className="alone">
          <h1 tabIndex={-1}>The console can not be shown</h1>
          <Problems problems={problems} again={again} />
        </main>
      )}
    >
      {route.page === 'connect' ? (
        <Viewer computer={route.computer} />
      ) : (
        <Shell page={route.page}>
          <Fetched address={address} within={(said) => said}>
            <Content route={route} />
          </Fetched>
        </Shell>
      )}
    </AccountProvider>
  )
}

function Content({ route }: { route: Exclude<Route, { page: 'start' | 'link' | 'connect' }> }): ReactNode {
  switch (route.page) {
    case 'computers':
      return <Computers query={route.query} />
    case 'calendar':
      return <Calendar query={route.query} />
    case 'fleet':
      return <Fleet query={route.query} />
    case 'computer':
      return <FleetComputer computer={route.computer} />
    case 'revisions':
      return <Revisions />
    case 'revision':
      return <Revision from={route.from} to={route.to} />
    case 'access':
      return <Access query={route.query} />
    case 'two-step':
      return <TwoStep />
    case 'nowhere':
      return (
        <>
          <h1 tabIndex={-1}>No such page</h1>
          <Empty icon="search" title="There is nothing at this address">
            <p>It may have been mistyped, or be from another version of the console.</p>
          </Empty>
        </>
      )
  }
}

/** Another page is told to whoever does not see it: its title, and its heading in focus. Filters of one page are none. */
function Titled({ address }: { address: string }): ReactNode {
  const page = address.split('?', 1)[0]
  const before = useRef(page)
  useEffect(() => {
    const heading = document.querySelector('h1')
    if (heading) document.title = `${heading.textContent} · Splashtop console`
    if (before.current !== page) heading?.focus()
    before.current = page
  })
  return null
}

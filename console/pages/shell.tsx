/** What is around every page: where one can go, who is signed in, and the way out. On a phone the ways lie behind a button. */
import { type ReactNode, useState } from 'react'
import { Button, Dialog, DialogTrigger, Link, Modal, ModalOverlay } from 'react-aria-components'
import { useAccount } from '../app/account.tsx'
import { type Problem, problemsOf } from '../app/api.ts'
import { pathOf, type Route } from '../app/route.ts'
import { Icon, type IconName, Mark } from '../parts/icons.tsx'
import { Problems } from '../parts/notice.tsx'
import { ThemeChoice } from '../parts/theme-choice.tsx'

type Place = 'computers' | 'calendar' | 'two-step' | 'fleet' | 'revisions' | 'access'
const mine: readonly { page: Place; name: string; icon: IconName }[] = [
  { page: 'computers', name: 'My computers', icon: 'computers' },
  { page: 'calendar', name: 'My calendar', icon: 'calendar' },
  { page: 'two-step', name: 'Two-step verification', icon: 'lock' },
]
const administered: typeof mine = [
  { page: 'fleet', name: 'Fleet', icon: 'fleet' },
  { page: 'revisions', name: 'Revisions', icon: 'revisions' },
  { page: 'access', name: 'Access explorer', icon: 'access' },
]
/** Pages that belong to one that is listed. */
const within: { readonly [page in Route['page']]?: Place } = { computer: 'fleet', revision: 'revisions' }

export function Shell({ page, children }: { page: Route['page']; children: ReactNode }): ReactNode {
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="bar">
        <Brand />
        <DialogTrigger>
          <Button className="button" data-look="quiet" aria-label="Menu">
            <Icon name="menu" />
          </Button>
          <ModalOverlay className="drawer-ground" isDismissable>
            <Modal className="drawer">
              <Dialog aria-label="Menu">
                {({ close }) => (
                  <>
                    <div className="drawer-head">
                      <Brand />
                      <Button className="button" data-look="quiet" aria-label="Close" onPress={close}>
                        <Icon name="close" />
                      </Button>
                    </div>
                    <Ways page={page} chosen={close} />
                  </>
                )}
              </Dialog>
            </Modal>
          </ModalOverlay>
        </DialogTrigger>
      </header>
      <aside className="side">
        <Brand />
        <Ways page={page} />
      </aside>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function Brand(): ReactNode {
  const { team } = useAccount()
  return (
    <p className="brand">
      <Mark />
      <span>{team}</span>
    </p>
  )
}

function Ways({ page, chosen }: { page: Route['page']; chosen?: () => void }): ReactNode {
  const { who } = useAccount()
  return (
    <div className="ways">
      <nav aria-label="Pages">
        <List places={mine} page={page} chosen={chosen} />
        {who.may.read && (
          <>
            <h2 className="group">Administration</h2>
            <List places={administered} page={page} chosen={chosen} />
          </>
        )}
      </nav>
      <Who />
    </div>
  )
}

interface ListProps {
  places: typeof mine
  page: Route['page']
  chosen: (() => void) | undefined
}
function List({ places, page, chosen }: ListProps): ReactNode {
  const { team } = useAccount()
  return (
    <ul>
      {places.map(({ page: to, name, icon }) => (
        <li key={to}>
          <Link
            className="way"
            href={pathOf(team, to)}
            {...((within[page] ?? page) === to && { 'aria-current': 'page' as const })}
            {...(chosen && { onPress: chosen })}
          >
            <Icon name={icon} />
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Who(): ReactNode {
  const { who, signOut } = useAccount()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  return (
    <div className="who">
      <ThemeChoice />
      <div className="me">
        <Icon name="person" />
        <p>
          <span className="name">{who.actor}</span>
          <span className="under">{who.role ?? 'may do nothing'}</span>
        </p>
        <Button
          className="button"
          data-look="quiet"
          data-size="small"
          onPress={() => void signOut().catch((error: unknown) => setProblems(problemsOf(error)))}
        >
          Sign out
        </Button>
      </div>
      {problems.length > 0 && <Problems problems={problems} />}
    </div>
  )
}

/** Who is signed in: asked of the control plane when the page opens, since the page itself can't see the cookie that says so. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { type Answer, call, type Problem, problemsOf, Refusal } from './api.ts'

export interface Account {
  team: string
  who: Answer<'whoami'>
  signOut(): Promise<void>
  /** The control plane does not know us any more. */
  expired(): void
  /** Who we are is to be asked again: a second step may be due. */
  changed(): void
}

const Context = createContext<Account | undefined>(undefined)

export function useAccount(): Account {
  const account = useContext(Context)
  if (!account) throw new Error('Nobody is signed in here.')
  return account
}

type Standing =
  | { state: 'asking' }
  | { state: 'out'; expired: boolean }
  /** The token of this browser has not passed the second step. */
  | { state: 'second'; who: Answer<'whoami'> }
  | { state: 'in'; who: Answer<'whoami'> }
  | { state: 'refused'; problems: readonly Problem[] }

interface Props {
  team: string
  /** Drawn where nobody is; `signedIn` asks again who is. */
  otherwise(out: { expired: boolean; signedIn(): void }): ReactNode
  /** Drawn where a code is due; `passed` asks again. */
  second(due: { name: string; passed(): void; signOut(): Promise<void> }): ReactNode
  waiting: ReactNode
  refused(problems: readonly Problem[], again: () => void): ReactNode
  children: ReactNode
}

export function AccountProvider({ team, otherwise, second, waiting, refused, children }: Props): ReactNode {
  const [standing, setStanding] = useState<Standing>({ state: 'asking' })
  const ask = useCallback(async () => {
    try {
      const [who, { since, passed }] = await Promise.all([call(team, 'whoami'), call(team, 'getTwoStep')])
      setStanding({ state: since !== null && passed === null ? 'second' : 'in', who })
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) setStanding({ state: 'out', expired: false })
      else setStanding({ state: 'refused', problems: problemsOf(error) })
    }
  }, [team])
  useEffect(() => void ask(), [ask])
  const expired = useCallback(() => setStanding({ state: 'out', expired: true }), [])
  const signOut = useCallback(async () => {
    await call(team, 'signOut')
    setStanding({ state: 'out', expired: false })
  }, [team])
  const account = useMemo(
    () => (standing.state === 'in' ? { team, who: standing.who, signOut, expired, changed: () => void ask() } : undefined),
    [standing, team, signOut, expired, ask],
  )
  if (account) return <Context value={account}>{children}</Context>
  if (standing.state === 'second') return second({ name: standing.who.actor, passed: () => void ask(), signOut })
  if (standing.state === 'out') return otherwise({ expired: standing.expired, signedIn: () => void ask() })
  return standing.state === 'refused' ? refused(standing.problems, () => void ask()) : waiting
}

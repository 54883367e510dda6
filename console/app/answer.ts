/** What a page asks the control plane for, while it is shown: nothing yet, an answer, or a refusal. Asked again, the last answer stays until the next one is there. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Calls } from '../../schema/generated/api.ts'
import { useAccount } from './account.tsx'
import { type Answer, call, type Operation, type Problem, problemsOf, Refusal } from './api.ts'

export interface Asked<Name extends Operation> {
  answer: Answer<Name> | undefined
  problems: readonly Problem[] | undefined
  /** It is being asked for, the first time or again. */
  pending: boolean
  again(): void
}

interface Wish<Name extends Operation> {
  query?: Calls[Name]['query']
  path?: Calls[Name]['path']
  /** Asked anew after so many milliseconds, as long as somebody looks. */
  everyMs?: number
  /** Not yet: something is missing to ask it. */
  wait?: boolean
}

export function useAnswer<Name extends Operation>(name: Name, { query, path, everyMs, wait = false }: Wish<Name> = {}): Asked<Name> {
  const { team, expired, changed } = useAccount()
  const [asked, setAsked] = useState<Omit<Asked<Name>, 'again'>>({ answer: undefined, problems: undefined, pending: !wait })
  const asking = useRef<() => void>(undefined)
  const words = JSON.stringify([query, path])
  useEffect(() => {
    if (wait) return
    const over = new AbortController()
    const [sentQuery, sentPath] = JSON.parse(words) as [Calls[Name]['query'] | null, Calls[Name]['path'] | null]
    const ask = async () => {
      setAsked((before) => ({ ...before, pending: true }))
      try {
        const sent = { ...(sentQuery && { query: sentQuery }), ...(sentPath && { path: sentPath }), signal: over.signal }
        const answer = await call(team, name, sent)
        if (!over.signal.aborted) setAsked({ answer, problems: undefined, pending: false })
      } catch (error) {
        if (over.signal.aborted) return
        if (error instanceof Refusal && error.status === 401) expired()
        if (error instanceof Refusal && error.problems[0]?.code === 'two-step-needed') changed()
        setAsked((before) => ({ answer: before.answer, problems: problemsOf(error), pending: false }))
      }
    }
    asking.current = () => void ask()
    void ask()
    const timer = everyMs === undefined ? undefined : setInterval(() => document.visibilityState === 'visible' && void ask(), everyMs)
    return () => {
      over.abort()
      clearInterval(timer)
    }
  }, [team, name, words, everyMs, wait, expired, changed])
  const again = useCallback(() => asking.current?.(), [])
  return { ...asked, again }
}

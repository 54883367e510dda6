/**
 * Signing in by an API token, or by the one-time token of an invitation. It is shown to the control plane once, which gives this browser a token of its own in
 * a cookie that no script can read; the page forgets what was typed. A second step belongs between the two: the control plane asks it before it gives a cookie.
 */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { call, type Problem, problemsOf } from '../app/api.ts'
import { go, pathOf } from '../app/route.ts'
import { Field } from '../parts/fields.tsx'
import { Mark } from '../parts/icons.tsx'
import { Problems } from '../parts/notice.tsx'
import { ThemeChoice } from '../parts/theme-choice.tsx'

interface Props {
  /** That of the address, where it names one. */
  team: string | undefined
  lost?: boolean
  expired?: boolean
  signedIn?(): void
}

export function SignIn({ team: named, lost = false, expired = false, signedIn }: Props): ReactNode {
  const [team, setTeam] = useState(named ?? '')
  const [token, setToken] = useState('')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [pending, setPending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:placeholder-shown, input[type=password]')?.focus()
  }, [])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setPending(true)
    try {
      await call(team.trim(), 'signIn', { token: token.trim() })
      setToken('')
      if (named === team.trim() && signedIn) signedIn()
      else go(pathOf(team.trim(), 'computers'))
    } catch (error) {
      setProblems(problemsOf(error))
      setPending(false)
      form.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus()
    }
  }
  return (
    <div className="sign-in">
      <main className="card">
        <Mark />
        <h1 tabIndex={-1}>{named === undefined ? 'Sign in' : `Sign in to ${named}`}</h1>
        <p className="lead">Your computers, and when you may use them.</p>
        {lost && <Problems problems={[{ message: 'There is no such page.', fix: 'Sign in, and find the way from there.' }]} />}
        {expired && (
          <Problems
            problems={[{ message: 'You are not signed in any more.', fix: 'A browser stays signed in for a day. Sign in again.' }]}
          />
        )}
        {problems.length > 0 && <Problems problems={problems} />}
        <Form ref={form} onSubmit={(event) => void submit(event)}>
          {named === undefined && (
            <Field label="Team" name="team" value={team} onChange={setTeam} isRequired autoComplete="organization" placeholder="acme" />
          )}
          <Field
            label="Token"
            name="token"
            type="password"
            value={token}
            onChange={setToken}
            isRequired
            maxLength={200}
            autoComplete="off"
            hint={
              <>
                The one-time token of your invitation, or one from <code>splashctl token create</code>.
              </>
            }
          />
          <Button type="submit" className="button" data-look="primary" isPending={pending}>
            {pending ? 'Signing in …' : 'Sign in'}
          </Button>
        </Form>
      </main>
      <footer>
        <ThemeChoice />
      </footer>
    </div>
  )
}

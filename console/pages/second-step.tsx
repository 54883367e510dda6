/** The second step of signing in: until it is passed, what the browser holds is good for nothing else. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { call } from '../app/api.ts'
import { Mark } from '../parts/icons.tsx'
import { CodeForm } from './code-form.tsx'

interface Props {
  team: string
  name: string
  passed(): void
  signOut(): Promise<void>
}

export const SecondStep = ({ team, name, passed, signOut }: Props): ReactNode => (
  <div className="sign-in">
    <main className="card">
      <Mark />
      <h1 tabIndex={-1}>Two-step verification</h1>
      <p className="lead">A code shows that it is you, {name}.</p>
      <CodeForm
        label="Code"
        hint="The six digits that your app shows now, or one of your recovery codes."
        action="Go on"
        send={async (code) => {
          await call(team, 'verifyTwoStep', { body: { code } })
          passed()
        }}
      >
        <Button className="button" data-look="quiet" onPress={() => void signOut()}>
          Sign out
        </Button>
      </CodeForm>
    </main>
  </div>
)

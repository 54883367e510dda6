/** Two-step verification of one's own: whether it is on and asked for, setting it up, and turning it off. What is secret is shown once. */
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components'
import { useAccount } from '../app/account.tsx'
import { useAnswer } from '../app/answer.ts'
import { type Answer, call, type Problem, problemsOf } from '../app/api.ts'
import { whenText } from '../app/times.ts'
import { Badge, Loading, Problems } from '../parts/notice.tsx'
import { CodeForm } from './code-form.tsx'
import { Heading } from './heading.tsx'

type Standing = { at: 'rest' } | { at: 'secret'; drawn: Answer<'beginTwoStep'> } | { at: 'codes'; codes: readonly string[] } | { at: 'off' }

export function TwoStep(): ReactNode {
  const { answer, problems, again } = useAnswer('getTwoStep')
  const [standing, setStanding] = useState<Standing>({ at: 'rest' })
  const rest = () => {
    setStanding({ at: 'rest' })
    again()
  }
  return (
    <>
      <Heading title="Two-step verification" lead="Beside your token, a code of an app on your phone says that it is you." />
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="Whether it is on is being asked" />}
      {answer && (
        <section className="card padded part narrow">
          {standing.at === 'rest' && <Rest state={answer} go={setStanding} />}
          {standing.at === 'secret' && <Secret drawn={standing.drawn} go={setStanding} />}
          {standing.at === 'codes' && <Codes codes={standing.codes} done={rest} />}
          {standing.at === 'off' && <Off done={rest} />}
        </section>
      )}
    </>
  )
}

function Rest({ state: { since, required }, go }: { state: Answer<'getTwoStep'>; go(to: Standing): void }): ReactNode {
  const { team } = useAccount()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const begin = async () => {
    try {
      go({ at: 'secret', drawn: await call(team, 'beginTwoStep') })
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  return (
    <>
      {problems.length > 0 && <Problems problems={problems} />}
      <p>{since === null ? <Badge tone={required ? 'warn' : 'none'}>Off</Badge> : <Badge tone="good">On</Badge>}</p>
      <p>
        {since !== null && `On since ${whenText(since)}. `}
        {required ? 'Your team asks for it: without it you have no sessions.' : 'Your team does not ask you for it.'}
      </p>
      <div className="toolbar">
        {since === null ? (
          <Button className="button" data-look="primary" onPress={() => void begin()}>
            Turn it on
          </Button>
        ) : (
          <Button className="button" onPress={() => go({ at: 'off' })}>
            Turn it off
          </Button>
        )}
      </div>
    </>
  )
}

function Secret({ drawn: { secret, uri }, go }: { drawn: Answer<'beginTwoStep'>; go(to: Standing): void }): ReactNode {
  const { team } = useAccount()
  return (
    <>
      <h2>1. Give this secret to your app</h2>
      <p>
        <code className="secret">{secret.replace(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <p>
        Where the app is on this device, <a href={uri}>hand it over</a>.
      </p>
      <h2>2. Show that the app has it</h2>
      <CodeForm
        label="Code"
        hint="The six digits that the app shows now."
        action="Turn it on"
        send={async (code) => go({ at: 'codes', codes: (await call(team, 'confirmTwoStep', { body: { code } })).recoveryCodes })}
      >
        <Button className="button" data-look="quiet" onPress={() => go({ at: 'rest' })}>
          Cancel
        </Button>
      </CodeForm>
    </>
  )
}

const Codes = ({ codes, done }: { codes: readonly string[]; done(): void }): ReactNode => (
  <>
    <h2>It is on. Keep these recovery codes</h2>
    <p>Each is good once, where the app is lost. They are not shown again.</p>
    <ul className="codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <div className="toolbar">
      <Button className="button" data-look="primary" onPress={done}>
        I have kept them
      </Button>
    </div>
  </>
)

function Off({ done }: { done(): void }): ReactNode {
  const { team } = useAccount()
  return (
    <>
      <h2>Turn it off</h2>
      <CodeForm
        label="Code"
        hint="The six digits that your app shows now, or a recovery code."
        action="Turn it off"
        send={async (code) => {
          await call(team, 'removeTwoStep', { body: { code } })
          done()
        }}
      >
        <Button className="button" data-look="quiet" onPress={done}>
          Cancel
        </Button>
      </CodeForm>
    </>
  )
}

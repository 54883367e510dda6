/** The viewer: the desktop of a computer, a bar of tools over it, and what is said in place of it. The session itself knows nothing of this (session.ts). */
import './viewer.css'
import { type FormEvent, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button, Form } from 'react-aria-components'
import { PASSWORD_CHARS } from '../../protocol/viewer.ts'
import { useAccount } from '../app/account.tsx'
import { go, pathOf } from '../app/route.ts'
import { Field } from '../parts/fields.tsx'
import { Sentence } from '../parts/text.tsx'
import { watchComposing } from './composing.ts'
import type { Wish } from './connection.ts'
import { watchDrops } from './dropping.ts'
import { Papers } from './papers.tsx'
import { followPointer, type Scaling } from './screen-size.ts'
import { type Seen, type Session, viewerSession } from './session.ts'
import { Toolbar } from './toolbar.tsx'

/** For whoever is signed in here. */
export function Viewer({ computer }: { computer: string }): ReactNode {
  const { team } = useAccount()
  return (
    <Connected
      wish={{ team, computer }}
      called={computer}
      back={() => go(pathOf(team, 'computers'))}
      prove={() => go(pathOf(team, 'two-step'))}
    />
  )
}

/** By a link of `splashctl connect`, whose ticket stands behind the `#`: what is used once is of no use in the history of a browser. */
export function LinkedViewer(): ReactNode {
  const [asked] = useState(() => new URLSearchParams(location.hash.slice(1)))
  useEffect(() => history.replaceState(null, '', location.pathname), [])
  const [team, computer, ticket] = [asked.get('team'), asked.get('computer'), asked.get('ticket')]
  if (team && ticket) return <Connected wish={{ team, ticket }} called={computer ?? 'Session'} />
  return (
    <div className="viewer">
      <header>
        <h1 id="computer">Session</h1>
      </header>
      <main>
        <Card
          title="No session"
          message="This page is opened by a link."
          fix="Run `splashctl connect COMPUTER`, which makes one."
          refused
        />
      </main>
    </div>
  )
}

interface Props {
  wish: Wish
  called: string
  /** Where one goes from here; nowhere, for whoever came by a link. */
  back?: (() => void) | undefined
  /** Where two-step verification is set up. */
  prove?: () => void
}

/** Connecting again is another session, of which nothing is left of the one before. */
function Connected({ back, ...asked }: Props): ReactNode {
  const [turn, setTurn] = useState(0)
  return <Once key={turn} {...asked} back={back} again={back && (() => setTurn(turn + 1))} />
}

function Once({ wish, called, back, prove, again }: Props & { again: (() => void) | undefined }): ReactNode {
  const [session, setSession] = useState<Session>()
  const words = JSON.stringify(wish)
  useEffect(() => {
    const begun = viewerSession(JSON.parse(words) as Wish, called)
    setSession(begun)
    return () => begun.leave()
  }, [words, called])
  return session ? <Shown session={session} back={back} prove={prove} again={again} /> : null
}

interface ShownProps {
  session: Session
  back: (() => void) | undefined
  again: (() => void) | undefined
  prove: (() => void) | undefined
}

function Shown({ session, back, prove, again }: ShownProps): ReactNode {
  const seen = useSyncExternalStore(session.listen, session.seen)
  const [scaling, setScaling] = useState<Scaling>('fit')
  const [frame, stage, video, field] = [
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLVideoElement>(null),
    useRef<HTMLTextAreaElement>(null),
  ]
  const over = seen.phase === 'over'
  const control = seen.shown?.features.remoteControl === 'enabled'
  useEffect(() => {
    if (over || !stage.current || !video.current) return
    return session.show(stage.current, video.current)
  }, [session, over, stage, video])
  const takesFiles = seen.channels.has('files') && !over
  useEffect(
    () => (takesFiles && stage.current ? watchDrops(stage.current, (all) => session.moving()?.send(all, '')) : undefined),
    [session, takesFiles, stage],
  )
  useEffect(() => session.fit(scaling === 'fit'), [session, scaling])
  useEffect(() => (scaling === 'actual' && stage.current ? followPointer(stage.current) : undefined), [scaling, stage])
  useEffect(() => {
    if (control && !over && stage.current && field.current) return watchComposing(stage.current, field.current, session)
  }, [session, control, over, stage, field])
  useEffect(() => {
    document.title = seen.computer
    if (over) document.querySelector<HTMLElement>('#card button')?.focus()
  }, [seen.computer, over])
  return (
    <div className="viewer" ref={frame}>
      <header>
        <h1 id="computer">{seen.computer}</h1>
        <p id="status" role="status">
          {statusOf(seen)}
        </p>
        {seen.shown && !over && (
          <Toolbar
            session={session}
            seen={seen}
            frame={frame}
            scaling={scaling}
            onScaling={setScaling}
            {...(control && { onKeyboard: () => field.current?.focus() })}
          />
        )}
      </header>
      <main>
        {!over && (
          <div
            id="stage"
            ref={stage}
            data-scaling={scaling}
            data-dimmed={seen.phase === 'reconnecting' || seen.interrupted || undefined}
            tabIndex={control ? 0 : -1}
            role="application"
            aria-label={`Screen of ${seen.computer}. Keys go to the computer; Control, Alt and M lead to the buttons.`}
          >
            <video id="screen" ref={video} autoPlay muted playsInline disablePictureInPicture />
            {control && (
              <textarea
                id="composed"
                ref={field}
                aria-label="What is typed here is typed on the computer"
                tabIndex={-1}
                autoCapitalize="off"
                autoComplete="off"
                autoCorrect="off"
                spellCheck={false}
              />
            )}
          </div>
        )}
        <Told seen={seen} session={session} back={back} prove={prove} again={again} />
        <Papers session={session} seen={seen} />
      </main>
    </div>
  )
}

function statusOf({ phase, shown, over, warning, interrupted }: Seen): string {
  if (over) return over.title
  if (warning !== undefined) return warning
  if (phase === 'reconnecting') return 'The connection was lost. Connecting again …'
  if (!shown) return 'Connecting …'
  if (interrupted) return 'Nothing is coming from the computer at the moment …'
  const control = shown.features.remoteControl === 'enabled'
  const until =
    shown.notAfter === null ? '' : ` · until ${new Date(shown.notAfter).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`
  return `${shown.user} · ${control ? 'in control' : 'view only'}${until}${shown.recording ? ' · being recorded' : ''}`
}

function Told({ seen, session, back, prove, again }: { seen: Seen } & ShownProps): ReactNode {
  if (seen.over) {
    const { title, problem, refused } = seen.over
    return (
      <Card title={title} message={problem.message} fix={problem.fix} refused={refused}>
        {back && (
          <div className="toolbar">
            {prove && problem.code === 'two-step-needed' && (
              <Button className="button" data-look="primary" onPress={prove}>
                Two-step verification
              </Button>
            )}
            {again && (
              <Button className="button" {...(problem.code !== 'two-step-needed' && { 'data-look': 'primary' })} onPress={again}>
                Connect again
              </Button>
            )}
            <Button className="button" onPress={back}>
              My computers
            </Button>
          </div>
        )}
      </Card>
    )
  }
  if (seen.phase === 'reconnecting')
    return (
      <Card title="Connecting again …" message={`The connection to ${seen.computer} was lost.`} fix="What runs there goes on.">
        {back && (
          <Button className="button" onPress={back}>
            My computers
          </Button>
        )}
      </Card>
    )
  if (seen.waiting) return <Asked waiting={seen.waiting} session={session} back={back} />
  return seen.picture ? null : <Waiting computer={seen.computer} granted={seen.shown !== undefined} back={back} />
}

/** So long it takes at most, where nobody needs to be asked. */
const PATIENCE_MS = 4000

function Waiting({ computer, granted, back }: { computer: string; granted: boolean; back: (() => void) | undefined }): ReactNode {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  const message = granted ? 'The first picture is on its way.' : 'The computer is asked for a session.'
  const fix = long ? `${computer} takes its time. Where somebody works there, they may have to allow it first.` : ''
  return (
    <Card title="Connecting …" message={message} fix={fix}>
      {back && (
        <Button className="button" onPress={back}>
          Cancel
        </Button>
      )}
    </Card>
  )
}

interface AskedProps {
  waiting: Seen['waiting'] & object
  session: Session
  back: (() => void) | undefined
}
/** Before there is a picture: somebody there is asked, or whoever is here for the password of the computer. */
function Asked({ waiting, session, back }: AskedProps): ReactNode {
  const [password, setPassword] = useState('')
  const cancel = back && (
    <Button className="button" onPress={back}>
      Cancel
    </Button>
  )
  if (waiting.for === 'permission')
    return (
      <Card
        title="Waiting for permission"
        message={`The person at the computer is asked, and has ${waiting.seconds} seconds to answer.`}
        fix=""
      >
        {cancel}
      </Card>
    )
  const left = waiting.left === 1 ? 'It can be wrong no more.' : `It can be given ${waiting.left} times, within ${waiting.seconds} seconds.`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    session.wish({ password })
    setPassword('')
  }
  return (
    <Card title="The computer asks for its password" message={left} fix="">
      <Form onSubmit={submit} className="stack">
        <Field
          label="Password of the computer"
          type="password"
          value={password}
          onChange={setPassword}
          maxLength={PASSWORD_CHARS}
          isRequired
          autoFocus
          autoComplete="off"
        />
        <div className="toolbar">
          <Button type="submit" className="button" data-look="primary">
            Go on
          </Button>
          {cancel}
        </div>
      </Form>
    </Card>
  )
}

interface CardProps {
  title: string
  message: string
  fix: string
  refused?: boolean
  children?: ReactNode
}
const Card = ({ title, message, fix, refused = false, children }: CardProps): ReactNode => (
  <section id="card" aria-live="polite" data-refused={refused || undefined}>
    <h2 id="card-title">{title}</h2>
    <p id="card-text">
      <Sentence text={message} />
    </p>
    <p id="card-fix">
      <Sentence text={fix} />
    </p>
    {children}
  </section>
)

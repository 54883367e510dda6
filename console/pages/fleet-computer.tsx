/** One computer of the fleet, with all that its agent said. */
import type { ReactNode } from 'react'
import { useAnswer } from '../app/answer.ts'
import { whenText } from '../app/times.ts'
import { Badge, Empty, Loading, Problems, type Tone } from '../parts/notice.tsx'
import { Sentence } from '../parts/text.tsx'
import { type Entry, standingOf } from './fleet.tsx'
import { Heading } from './heading.tsx'

const AGAIN_MS = 10_000

export function FleetComputer({ computer }: { computer: string }): ReactNode {
  const { answer, problems, again } = useAnswer('getFleet', { query: { computer }, everyMs: AGAIN_MS })
  const [one] = answer?.computers ?? []
  return (
    <>
      <Heading title={one?.displayName ?? computer} lead={one && (one.group === null ? 'In no group.' : `In group ${one.group}.`)} />
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="The computer is being asked for" />}
      {answer && !one && (
        <Empty icon="computers" title="It has not enrolled">
          <p>There is no agent of a computer by this name.</p>
        </Empty>
      )}
      {one && <About one={one} />}
    </>
  )
}

const tones: Readonly<Record<string, Tone>> = { error: 'bad', warning: 'warn', info: 'none' }

function About({ one }: { one: Entry }): ReactNode {
  const [tone, says] = standingOf(one)
  const facts: [string, ReactNode][] = [
    [
      'Policy',
      <Badge key="policy" tone={tone}>
        {says}
      </Badge>,
    ],
    ['Enforced', one.policy ? `revision ${one.policy.rev}, since ${whenText(one.policy.appliedAt)}` : 'nothing yet'],
    ['Seen', one.online ? 'now' : one.lastSeen === null ? 'never' : whenText(one.lastSeen)],
    ['Agent', one.version],
    ['System', one.os],
    ['Host name', one.hostname],
    [
      'Enrolled',
      `${one.enrolledAt === '' ? 'at a time that is not known' : whenText(one.enrolledAt)}${one.package === null ? '' : `, by package ${one.package}`}`,
    ],
    ['Sessions', String(one.sessions)],
    ['Name', <code key="name">{one.computer}</code>],
  ]
  return (
    <>
      {one.rejected && (
        <Problems problems={[{ message: `It refused its policy: ${one.rejected.reason}`, fix: `Code ${one.rejected.code}.` }]} />
      )}
      <dl className="facts card">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Part title="Conditions" none="Nothing stands against it.">
        {one.conditions.map(({ code, level, title, text, since }) => (
          <li key={code}>
            <p>
              <Badge tone={tones[level] ?? 'none'}>{title}</Badge>
            </p>
            <p>
              <Sentence text={text} />
            </p>
            <p className="under">since {whenText(since)}</p>
          </li>
        ))}
      </Part>
      <Part title="Settings that failed" none="None.">
        {one.failed.map(({ setting, reason }) => (
          <li key={setting}>
            <p>
              <code>{setting}</code>
            </p>
            <p className="under">{reason}</p>
          </li>
        ))}
      </Part>
      <Part title="Settings that this agent does not support" none="None.">
        {one.unsupported.map((setting) => (
          <li key={setting}>
            <p>
              <code>{setting}</code>
            </p>
          </li>
        ))}
      </Part>
    </>
  )
}

const Part = ({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }): ReactNode => (
  <section className="part">
    <h2>{title}</h2>
    {children.length === 0 ? <p className="lead">{none}</p> : <ul className="moved card">{children}</ul>}
  </section>
)

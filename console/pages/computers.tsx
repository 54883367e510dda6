/** The computers that I reach: those of now first, with what keeps a session from beginning; then those of other hours, with when. */
import { type ReactNode, useDeferredValue, useState } from 'react'
import { Button, Link } from 'react-aria-components'
import { useAccount } from '../app/account.tsx'
import { useAnswer } from '../app/answer.ts'
import type { Answer } from '../app/api.ts'
import { pathOf } from '../app/route.ts'
import { whenText } from '../app/times.ts'
import { Search } from '../parts/fields.tsx'
import { Badge, Empty, Loading, Problems, type Tone } from '../parts/notice.tsx'
import { Heading } from './heading.tsx'

type Reachable = Answer<'listReachable'>
type Computer = Reachable['computers'][number]
type Grant = Reachable['grants'][number]

/** Asked anew so often: computers come and go, and so do hours. */
const AGAIN_MS = 20_000
const LIMIT = 200

export function Computers({ query }: { query: URLSearchParams }): ReactNode {
  const [search, setSearch] = useState(query.get('search') ?? '')
  const wanted = useDeferredValue(search.trim())
  const [limit, setLimit] = useState(LIMIT)
  const { answer, problems, again } = useAnswer('listReachable', {
    query: { limit, ...(wanted !== '' && { search: wanted }) },
    everyMs: AGAIN_MS,
  })
  return (
    <>
      <Heading title="My computers" lead={answer && leadOf(answer, wanted)} />
      <div className="toolbar">
        <Search label="Search computers" value={search} onChange={setSearch} />
      </div>
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="Your computers are being asked for" />}
      {answer && <List answer={answer} wanted={wanted} />}
      {answer?.next !== undefined && limit < 1000 && (
        <Button className="button" onPress={() => setLimit(limit + LIMIT)}>
          Show more
        </Button>
      )}
      {answer?.next !== undefined && limit >= 1000 && <p className="lead">There are more: search for the one that you mean.</p>}
    </>
  )
}

function leadOf({ total, computers, grants }: Reachable, wanted: string): string {
  const now = computers.filter(({ grant }) => grants[grant]?.allowed).length
  if (total === 0) return wanted === '' ? 'None, at any hour.' : `None is called “${wanted}”.`
  const of = `${total} ${total === 1 ? 'computer' : 'computers'}`
  return total === computers.length ? `${of}, ${now} of them now.` : `${of}.`
}

function List({ answer, wanted }: { answer: Reachable; wanted: string }): ReactNode {
  const { computers, grants, zone } = answer
  if (computers.length === 0)
    return wanted === '' ? (
      <Empty icon="computers" title="You reach no computer">
        <p>
          Access is declared by your administrators: through your group, a permission, or the hours of a schedule. Ask them, if there should
          be one.
        </p>
      </Empty>
    ) : (
      <Empty icon="search" title="Nothing found">
        <p>No computer of yours has this in its name or group.</p>
      </Empty>
    )
  const parts = [
    { title: 'Now', list: computers.filter(({ grant }) => grants[grant]?.allowed) },
    { title: 'At other hours', list: computers.filter(({ grant }) => !grants[grant]?.allowed) },
  ]
  return parts.map(({ title, list }) =>
    list.length === 0 ? null : (
      <section key={title} aria-label={title} className="part">
        <h2>
          {title} <span className="count">{list.length}</span>
        </h2>
        <ul className="computers card">
          {list.map((computer) => (
            <Row key={computer.name} computer={computer} grant={grants[computer.grant] as Grant} zone={zone} />
          ))}
        </ul>
      </section>
    ),
  )
}

function Row({ computer, grant, zone }: { computer: Computer; grant: Grant; zone: string }): ReactNode {
  const { team } = useAccount()
  const { name, displayName, group, note, state, inUse } = computer
  const [tone, says] = standingOf(computer)
  const hindrance = state !== 'online' || inUse === 'somebody'
  return (
    <li className="computer">
      <div className="about">
        <p className="name">{displayName ?? name}</p>
        <p className="under">
          {[displayName === null || displayName === name ? undefined : name, group ?? undefined].filter(Boolean).join(' · ') ||
            'in no group'}
        </p>
        {note !== null && <p className="under note">{note}</p>}
      </div>
      <p className="hours">{hoursOf(grant, zone)}</p>
      <Badge tone={tone}>{says}</Badge>
      {grant.allowed ? (
        <Link
          className="button"
          data-size="small"
          {...(!hindrance && { 'data-look': 'primary' })}
          href={pathOf(team, 'connect', name)}
          aria-label={`Connect to ${displayName ?? name}`}
        >
          {inUse === 'caller' ? 'Connect again' : 'Connect'}
        </Link>
      ) : (
        <Link
          className="button"
          data-size="small"
          data-look="quiet"
          href={pathOf(team, 'calendar')}
          aria-label={`Hours of ${displayName ?? name}`}
        >
          Hours
        </Link>
      )}
    </li>
  )
}

function standingOf({ state, inUse }: Computer): [tone: Tone, says: string] {
  if (state === 'not-enrolled') return ['none', 'Not set up yet']
  if (state === 'revoked') return ['bad', 'Cut off']
  if (state === 'offline') return ['none', 'Offline']
  if (inUse === 'caller') return ['accent', 'You are connected']
  return inUse === 'somebody' ? ['warn', 'In use'] : ['good', 'Online']
}

function hoursOf({ allowed, permanent, until, next }: Grant, zone: string): string {
  if (permanent) return 'At any hour'
  if (allowed) return until === null ? 'Now, without an end' : `Until ${whenText(until, zone)}`
  return next === null ? 'Not in the time to come' : `From ${whenText(next, zone)}`
}

/** The computers that enrolled: what they run, how far behind they are, and what stands against them. Nothing is set here: Git is where that is. */
import { type ReactNode, useState } from 'react'
import { Link } from 'react-aria-components'
import { useAccount } from '../app/account.tsx'
import { useAnswer } from '../app/answer.ts'
import type { Answer } from '../app/api.ts'
import { go, pathOf } from '../app/route.ts'
import { agoText } from '../app/times.ts'
import { Search } from '../parts/fields.tsx'
import { Badge, Empty, Loading, Problems, type Tone } from '../parts/notice.tsx'
import { Segments } from '../parts/segments.tsx'
import { Heading } from './heading.tsx'

export type Entry = Answer<'getFleet'>['computers'][number]

const filters = [
  { id: 'all', name: 'All' },
  { id: 'online', name: 'Online' },
  { id: 'offline', name: 'Offline' },
  { id: 'behind', name: 'Behind' },
  { id: 'troubled', name: 'Troubled' },
] as const
type Filter = (typeof filters)[number]['id']

export const isTroubled = ({ conditions, failed, rejected }: Entry): boolean =>
  rejected !== null || failed.length > 0 || conditions.some(({ level }) => level !== 'info')
const holds: Readonly<Record<Filter, (one: Entry) => boolean>> = {
  all: () => true,
  online: ({ online }) => online,
  offline: ({ online }) => !online,
  behind: ({ current, revoked }) => !current && !revoked,
  troubled: isTroubled,
}
const AGAIN_MS = 15_000
/** Rows that are drawn at once. */
const SHOWN = 300

export function Fleet({ query }: { query: URLSearchParams }): ReactNode {
  const { team } = useAccount()
  const [search, setSearch] = useState(query.get('search') ?? '')
  const filter = filters.find(({ id }) => id === query.get('show'))?.id ?? 'all'
  const { answer, problems, again } = useAnswer('getFleet', { everyMs: AGAIN_MS })
  const words = search.trim().toLowerCase()
  const found = (answer?.computers ?? []).filter(
    (one) =>
      holds[filter](one) &&
      [one.computer, one.displayName, one.group, one.hostname, one.os].some((text) => text?.toLowerCase().includes(words)),
  )
  const choose = (show: Filter) => go(`${pathOf(team, 'fleet')}${show === 'all' ? '' : `?show=${show}`}`, { replace: true })
  return (
    <>
      <Heading
        title="Fleet"
        lead={answer && `Computers that enrolled, at revision ${answer.revision}. What they are to be is declared in Git.`}
      />
      {answer && answer.computers.length > 0 && <Summary computers={answer.computers} />}
      <div className="toolbar">
        <Search label="Search the fleet" value={search} onChange={setSearch} />
        <Segments label="Show" value={filter} options={filters} onChange={choose} />
      </div>
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="The fleet is being asked for" />}
      {answer && found.length === 0 && (
        <Empty icon="fleet" title={answer.computers.length === 0 ? 'No computer has enrolled' : 'None of them'}>
          <p>
            {answer.computers.length === 0
              ? 'A computer enrols by the code of a deployment package: splashctl package NAME.'
              : 'No computer of the fleet is like that.'}
          </p>
        </Empty>
      )}
      {found.length > 0 && <Table found={found.slice(0, SHOWN)} />}
      {found.length > SHOWN && <p className="lead">{found.length - SHOWN} more: search for the one that you mean.</p>}
    </>
  )
}

function Summary({ computers }: { computers: readonly Entry[] }): ReactNode {
  const count = (filter: Filter) => computers.filter(holds[filter]).length
  const figures: [string, number][] = [
    ['Computers', computers.length],
    ['Online', count('online')],
    ['Behind', count('behind')],
    ['Troubled', count('troubled')],
  ]
  return (
    <dl className="figures-row">
      {figures.map(([name, value]) => (
        <div className="figure card" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Table = ({ found }: { found: readonly Entry[] }): ReactNode => (
  <div className="table-frame card">
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">Computer</th>
          <th scope="col">Policy</th>
          <th scope="col">Seen</th>
          <th scope="col">Agent</th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => (
          <Row key={one.agent} one={one} />
        ))}
      </tbody>
    </table>
  </div>
)

function Row({ one }: { one: Entry }): ReactNode {
  const { team } = useAccount()
  const [tone, says] = standingOf(one)
  const { computer, displayName, group, online, lastSeen, version, os } = one
  return (
    <tr>
      <td>
        <Link className="name" href={pathOf(team, 'fleet', computer)}>
          {displayName ?? computer}
        </Link>
        <p className="under">
          {[displayName === null || displayName === computer ? undefined : computer, group ?? 'in no group'].filter(Boolean).join(' · ')}
        </p>
      </td>
      <td>
        <Badge tone={tone}>{says}</Badge>
      </td>
      <td data-label="Seen">{online ? 'now' : lastSeen === null ? 'never' : agoText(lastSeen)}</td>
      <td data-label="Agent">
        {version} <span className="under">{os}</span>
      </td>
      <td>{notesOf(one).join(', ')}</td>
    </tr>
  )
}

/** Of what it runs, in a word or two what is to be known first. */
export function standingOf({ revoked, policy, current, rejected, lag }: Entry): [tone: Tone, says: string] {
  if (revoked) return ['bad', 'Cut off']
  if (rejected) return ['bad', 'Policy refused']
  if (!policy) return ['none', 'Nothing yet']
  if (current) return ['good', 'Current']
  return ['warn', lag === null || lag === 0 ? 'Behind' : `Behind by ${lag} ${lag === 1 ? 'revision' : 'revisions'}`]
}

function notesOf({ conditions, failed, unsupported, sessions }: Entry): string[] {
  const told = (count: number, one: string, many: string) => (count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`])
  return [
    ...conditions.map(({ title }) => title),
    ...told(failed.length, 'setting failed', 'settings failed'),
    ...told(unsupported.length, 'setting unsupported', 'settings unsupported'),
    ...told(sessions, 'session', 'sessions'),
  ]
}

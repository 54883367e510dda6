/** Who applied what, when, from which commit; each revision leads to what it changed and meant. */
import { type ReactNode, useState } from 'react'
import { Button, Link } from 'react-aria-components'
import { useAccount } from '../app/account.tsx'
import { useAnswer } from '../app/answer.ts'
import type { Answer } from '../app/api.ts'
import { pathOf } from '../app/route.ts'
import { whenText } from '../app/times.ts'
import { Empty, Loading, Problems } from '../parts/notice.tsx'
import { Heading } from './heading.tsx'

export type Entry = Answer<'listRevisions'>['revisions'][number]
const [MORE, AGAIN_MS] = [50, 30_000]

export function Revisions(): ReactNode {
  const [limit, setLimit] = useState(MORE)
  const { answer, problems, again } = useAnswer('listRevisions', { query: { limit }, everyMs: AGAIN_MS })
  const revisions = answer?.revisions ?? []
  return (
    <>
      <Heading title="Revisions" lead="Each apply is one. What it changed, and whose access that moved, stands behind it." />
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="The revisions are being asked for" />}
      {answer && revisions.length === 0 && <Empty icon="revisions" title="Nothing was applied yet" />}
      {revisions.length > 0 && (
        <div className="table-frame card">
          <table className="stacked">
            <thead>
              <tr>
                <th scope="col">Revision</th>
                <th scope="col">When</th>
                <th scope="col">By</th>
                <th scope="col">Commit</th>
                <th scope="col">Changes</th>
              </tr>
            </thead>
            <tbody>
              {revisions.map((one) => (
                <Row key={one.revision} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {revisions.length === limit && (
        <Button className="button" onPress={() => setLimit(limit + MORE)}>
          Show more
        </Button>
      )}
    </>
  )
}

function Row({ one: { revision, time, actor, manager, commit, counts } }: { one: Entry }): ReactNode {
  const { team } = useAccount()
  return (
    <tr>
      <td>
        <Link className="name" href={pathOf(team, 'revisions', `${revision - 1}..${revision}`)}>
          Revision {revision}
        </Link>
      </td>
      <td>{whenText(time)}</td>
      <td data-label="By">
        {actor} <span className="under">for {manager}</span>
      </td>
      <td>{commit === null ? '' : <code>{commit.slice(0, 12)}</code>}</td>
      <td>{countsText(counts)}</td>
    </tr>
  )
}

const words: Readonly<Record<string, string>> = {
  create: 'created',
  update: 'changed',
  replace: 'replaced',
  delete: 'deleted',
  rename: 'renamed',
  adopt: 'adopted',
  release: 'released',
}
export const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([op, count]) => `${count} ${words[op] ?? op}`)
    .join(', ') || 'nothing that a plan shows'

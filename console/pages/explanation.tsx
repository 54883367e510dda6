/** Why a user may reach a computer, or why not: the verdict, the chain of declarations that gives it or what is missing, and with what a session runs. */
import type { ReactNode } from 'react'
import type { Answer } from '../app/api.ts'
import { whenText } from '../app/times.ts'
import { Badge } from '../parts/notice.tsx'
import { Sentence } from '../parts/text.tsx'

type Explained = Answer<'explainAccess'>

export function Explanation({ answer }: { answer: Explained }): ReactNode {
  const ways = [...Map.groupBy(answer.reasons, ({ way }) => way).entries()]
  return (
    <>
      <section className="verdict card" aria-label="Answer" aria-live="polite">
        <p>{answer.allowed ? <Badge tone="good">Allowed</Badge> : <Badge tone="bad">Denied</Badge>}</p>
        <p className="words">{verdictOf(answer)}</p>
        <p className="under">{`${nextOf(answer)} Times are those of ${answer.zone}.`.trim()}</p>
      </section>
      <div className="columns">
        {ways.map(([way, links], i) => (
          <section className="card padded part" key={way}>
            <h2>{ways.length === 1 ? 'Why' : `Why, way ${i + 1} of ${ways.length}`}</h2>
            <ol className="chain">
              {links.map(({ key, says, at }) => (
                <li key={`${key} ${says}`}>
                  <p>
                    <Sentence text={says} />
                  </p>
                  <Places at={at} />
                </li>
              ))}
            </ol>
          </section>
        ))}
        {answer.missing.length > 0 && (
          <section className="card padded part">
            <h2>What is missing</h2>
            <ul className="stack">
              {answer.missing.map(({ says, fix, at }) => (
                <li className="notice" data-tone="warn" key={`${says} ${fix}`}>
                  <p className="says">
                    <Sentence text={says} />
                  </p>
                  <p className="fix">
                    <Sentence text={fix} />
                  </p>
                  <Places at={at} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {answer.notes.length > 0 && (
          <section className="card padded part">
            <h2>To be known</h2>
            <ul className="stack">
              {answer.notes.map((note) => (
                <li key={note}>
                  <Sentence text={note} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {answer.allowed && <Features features={answer.features} />}
    </>
  )
}

const Places = ({ at }: { at: Explained['reasons'][number]['at'] }): ReactNode =>
  at.map(({ file, line, commit }) => (
    <p className="under" key={`${file}:${line}`}>
      {file}:{line}
      {commit !== undefined && ` @ ${commit.slice(0, 12)}`}
    </p>
  ))

function verdictOf({ allowed, permanent, until, user, computer, time, zone }: Explained): string {
  if (!allowed) return `${user} may not reach ${computer}, ${whenText(time, zone)}.`
  const end = permanent ? 'at any hour' : until === null ? 'with no end in the years to come' : `until ${whenText(until, zone)}`
  return `${user} may reach ${computer}, ${end}.`
}

function nextOf({ allowed, next, bound, zone }: Explained): string {
  const again = next
    ? `${allowed ? 'Again' : 'Next'} ${whenText(next.from, zone)} to ${whenText(next.to, zone)}, by schedule ${next.schedule}.`
    : ''
  const pool = bound.pool === null ? '' : ` Out of the pool ${bound.pool}.`
  const exclusive = bound.exclusive ? ` Exclusively, by schedule ${bound.exclusive.schedule}.` : ''
  return `${again}${pool}${exclusive}`.trim()
}

const values: Readonly<Record<string, string>> = {
  enabled: 'yes',
  disabled: 'no',
  toComputerOnly: 'to the computer only',
  fromComputerOnly: 'from the computer only',
}

const Features = ({ features }: { features: Explained['features'] }): ReactNode => (
  <section className="part" aria-label="Features of a session">
    <h2>With what a session runs</h2>
    <div className="table-frame card">
      <table>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">In a session</th>
            <th scope="col">The user has</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(features).map(([name, { value, inSession, origin }]) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>{values[inSession]}</td>
              <td className="under">{values[value]}</td>
              <td className="under">{origin}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

/** What lies between two revisions: whose access it moved, with which settings and features, and the changes themselves, field by field. */
import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useAccount } from '../app/account.tsx'
import { useAnswer } from '../app/answer.ts'
import type { Answer } from '../app/api.ts'
import { pathOf } from '../app/route.ts'
import { whenText } from '../app/times.ts'
import { Icon } from '../parts/icons.tsx'
import { Loading, Problems, type Tone } from '../parts/notice.tsx'
import { Heading } from './heading.tsx'
import { ImpactOf } from './impact.tsx'

export type Difference = Answer<'getDifference'>
type Change = Difference['changes'][number]

export function Revision({ from, to }: { from: number; to: number }): ReactNode {
  const { team } = useAccount()
  const { answer, problems, again } = useAnswer('getDifference', { query: { from, to } })
  const single = to === from + 1
  return (
    <>
      <Heading title={single ? `Revision ${to}` : `Revision ${from} to ${to}`} lead={answer && leadOf(answer)}>
        <div className="toolbar">
          {single && from > 0 && (
            <Link className="button" data-size="small" href={pathOf(team, 'revisions', `${from - 1}..${from}`)}>
              <Icon name="previous" /> Earlier
            </Link>
          )}
          <Link className="button" data-size="small" href={pathOf(team, 'revisions')}>
            All revisions
          </Link>
        </div>
      </Heading>
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="What it changed is being worked out" />}
      {answer && (
        <>
          <section className="part">
            <h2>Impact</h2>
            <ImpactOf answer={answer} />
          </section>
          <section className="part">
            <h2>
              Changes <span className="count">{answer.total}</span>
            </h2>
            {answer.total === 0 ? (
              <p className="lead">Nothing that is declared differs: what the control plane wrote itself, as a token or an enrolment.</p>
            ) : (
              <div className="card">
                {answer.changes.map((change) => (
                  <ChangeOf key={change.key} change={change} />
                ))}
              </div>
            )}
            {answer.more && (
              <p className="lead">
                The first {answer.changes.length} of {answer.total};{' '}
                <code>
                  splashctl diff {from} {to}
                </code>{' '}
                tells all of them.
              </p>
            )}
          </section>
        </>
      )}
    </>
  )
}

function leadOf({ to: { entry } }: Difference): string {
  if (!entry) return 'Before anything was applied.'
  const { actor, manager, time, commit } = entry
  return `Applied by ${actor} for ${manager}, ${whenText(time)}${commit === null ? '' : `, from commit ${commit.slice(0, 12)}`}.`
}

const signs: Readonly<Record<string, { sign: string; tone: Tone; word: string }>> = {
  create: { sign: '+', tone: 'good', word: 'created' },
  delete: { sign: '−', tone: 'bad', word: 'deleted' },
  update: { sign: '~', tone: 'warn', word: 'changed' },
  replace: { sign: '±', tone: 'warn', word: 'replaced' },
  rename: { sign: '→', tone: 'warn', word: 'renamed' },
  adopt: { sign: '◂', tone: 'none', word: 'adopted' },
  release: { sign: '▸', tone: 'none', word: 'released' },
}
/** `Kind/name`: the team is that of the page. */
export const shortKey = (key: string): string =>
  key
    .split('/')
    .filter((_, i) => i !== 1)
    .join(' ')

function ChangeOf({ change: { op, key, from, fields, reason } }: { change: Change }): ReactNode {
  const { sign = '·', tone = 'none', word = op } = signs[op] ?? {}
  return (
    <details>
      <summary>
        <span className="sign" data-tone={tone} aria-hidden="true">
          {sign}
        </span>
        {shortKey(key)}{' '}
        <span className="under">
          {word}
          {from === undefined ? '' : `, was ${shortKey(from)}`}
        </span>
      </summary>
      <dl className="facts">
        {fields.map(({ path, before, after }) => (
          <div key={path}>
            <dt>
              <code>{path}</code>
            </dt>
            <dd className="values">
              {before !== null && before !== undefined && (
                <del>
                  <span className="hidden">before: </span>
                  {valueText(before)}
                </del>
              )}
              {before !== null && before !== undefined && after !== null && after !== undefined && <br />}
              {after !== null && after !== undefined && (
                <ins>
                  <span className="hidden">after: </span>
                  {valueText(after)}
                </ins>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>Why</dt>
          <dd>
            {reason.text}
            {reason.at.map(({ file, line }) => (
              <span className="under" key={`${file}:${line}`}>
                {' '}
                {file}:{line}
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </details>
  )
}

const CHARS = 600
function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > CHARS ? `${text.slice(0, CHARS)} …` : text
}

/** What a revision meant: who gained or lost which computers, when, and by which of its changes. */
import type { ReactNode } from 'react'
import type { Tone } from '../parts/notice.tsx'
import { type Difference, shortKey } from './revision.tsx'

type Impact = NonNullable<Difference['impact']>
type Moved = Impact['gained'][number]

interface Line {
  sign: string
  tone: Tone
  text: string
  under: string[]
  because: readonly string[]
}

export function ImpactOf({ answer: { impact, from, to } }: { answer: Difference }): ReactNode {
  if (!impact)
    return (
      <p className="lead">
        {from.revision === 0 ? 'Everything was new.' : 'It is too large to be worked out for a page.'}{' '}
        <code>
          splashctl diff {from.revision} {to.revision}
        </code>{' '}
        tells more.
      </p>
    )
  const lines = linesOf(impact)
  const { gained, lost, changed } = impact.edges
  return (
    <>
      <dl className="figures-row">
        {(
          [
            ['Gained', gained],
            ['Lost', lost],
            ['Other hours or terms', changed],
          ] as const
        ).map(([name, value]) => (
          <div className="figure card" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {lines.length === 0 ? (
        <p className="lead">Nobody’s access moved.</p>
      ) : (
        <ul className="moved card">
          {lines.map(({ sign, tone, text, under, because }) => (
            <li key={`${sign} ${text} ${under.join()}`}>
              <p>
                <span className="sign" data-tone={tone} aria-hidden="true">
                  {sign}
                </span>
                {text}
              </p>
              {under.map((line) => (
                <p className="under" key={line}>
                  {line}
                </p>
              ))}
              {because.length > 0 && <p className="under">by {because.map(shortKey).join(', ')}</p>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const TOLD = 4
function many(names: readonly string[], group: string | null, nobody = ''): string {
  if (names.length === 0) return nobody
  const told = names.slice(0, TOLD).join(', ')
  const text = names.length > TOLD ? `${told} and ${names.length - TOLD} more` : told
  return group === null || names.length === 1 ? text : `${text} (of ${group})`
}

const pairOf = ({ users, userGroup, computers, computerGroup }: Moved, verb: string): string =>
  `${many(users, userGroup)} ${verb} ${many(computers, computerGroup)}`
const whenOf = ({ before, after }: Moved): string[] =>
  before && after ? [`before: ${before.text}`, `after: ${after.text}`] : [(after ?? before)?.text ?? ''].filter((text) => text !== '')

function linesOf({ gained, lost, changed, features, settings, sessions }: Impact): Line[] {
  const line = (sign: string, tone: Tone, text: string, under: string[], because: readonly string[]): Line => ({
    sign,
    tone,
    text,
    under,
    because,
  })
  const differing = (all: Readonly<Record<string, { before: unknown; after: unknown }>>) =>
    Object.entries(all).map(([name, { before, after }]) => `${name}: ${wordsOf(before)} → ${wordsOf(after)}`)
  return [
    ...lost.map((one) => line('−', 'bad', pairOf(one, 'can no longer reach'), whenOf(one), one.because)),
    ...gained.map((one) => line('+', 'good', pairOf(one, 'can reach'), whenOf(one), one.because)),
    ...changed.map((one) => line('~', 'warn', pairOf(one, 'can reach at other hours, or on other terms,'), whenOf(one), one.because)),
    ...features.map((one) =>
      line('~', 'warn', `${many(one.users, one.userGroup)}: features of sessions`, differing(one.features), one.because),
    ),
    ...settings.map((one) =>
      line('~', 'warn', `${many(one.computers, one.computerGroup)}: settings`, differing(one.settings), one.because),
    ),
    ...sessions.map((one) => line('−', 'bad', `The session of ${one.user} on ${one.computer} ends`, [], one.because)),
  ]
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value !== 'object') return String(value)
  return 'value' in value ? wordsOf((value as { value: unknown }).value) : JSON.stringify(value)
}

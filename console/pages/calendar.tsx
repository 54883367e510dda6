/** When I reach which computers by schedules: a week at a time, a day in each row, by the clock of the team. What I always reach is told beside it. */
import { type CSSProperties, type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components'
import { useAnswer } from '../app/answer.ts'
import type { Answer } from '../app/api.ts'
import { dayOf, dayText, minuteText, type Slot, slotsOf, weekdayOf } from '../app/times.ts'
import { Icon } from '../parts/icons.tsx'
import { Empty, Loading, Problems } from '../parts/notice.tsx'
import { Heading } from './heading.tsx'

type Reachable = Answer<'listReachable'>
/** Hours of one grant, and for which computers. */
interface Entry {
  title: string
  computers: readonly string[]
  /** What gives them. */
  schedules: string
  look: number
}
interface Drawn extends Slot {
  entry: Entry
}

const [WEEKS, LOOKS, MOST] = [8, 6, 1000]
const AXIS = [0, 6, 12, 18, 24]

export function Calendar({ query: _ }: { query: URLSearchParams }): ReactNode {
  const { answer, problems, again } = useAnswer('listReachable', { query: { limit: MOST, days: WEEKS * 7 } })
  return (
    <>
      <Heading title="My calendar" lead={answer && `Hours of schedules, by the clock of ${answer.zone}.`} />
      {problems && <Problems problems={problems} again={again} />}
      {!answer && !problems && <Loading label="Your hours are being asked for" />}
      {answer && <Weeks answer={answer} />}
    </>
  )
}

function Weeks({ answer }: { answer: Reachable }): ReactNode {
  const { from, zone } = answer
  const today = dayOf(from, zone)
  const monday = today - weekdayOf(today) + 1
  const [week, setWeek] = useState(0)
  const drawn = drawnOf(answer)
  const always = answer.computers.filter(({ grant }) => answer.grants[grant]?.permanent)
  if (drawn.length === 0)
    return always.length > 0 ? (
      <Empty icon="calendar" title="No hours to keep to">
        <p>What you reach, you reach at any hour: {always.length === 1 ? 'one computer' : `${always.length} computers`}.</p>
      </Empty>
    ) : (
      <Empty icon="calendar" title="No hours">
        <p>No schedule gives you a computer in the next {WEEKS} weeks.</p>
      </Empty>
    )
  const first = monday + week * 7
  const days = Array.from({ length: 7 }, (_, i) => first + i)
  return (
    <section aria-label="Week" className="part">
      <div className="toolbar">
        <Button className="button" data-size="small" isDisabled={week === 0} onPress={() => setWeek(week - 1)} aria-label="The week before">
          <Icon name="previous" />
        </Button>
        <Button
          className="button"
          data-size="small"
          isDisabled={week === WEEKS - 1}
          onPress={() => setWeek(week + 1)}
          aria-label="The next week"
        >
          <Icon name="next" />
        </Button>
        <h2 aria-live="polite">
          {dayText(first, { day: 'numeric', month: 'long' })} – {dayText(first + 6, { day: 'numeric', month: 'long', year: 'numeric' })}
        </h2>
      </div>
      <div className="week card">
        <div className="axis" aria-hidden="true">
          {AXIS.map((hour) => (
            <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {minuteText(hour * 60)}
            </span>
          ))}
        </div>
        <ol>
          {days.map((day) => (
            <Day key={day} day={day} today={today} slots={drawn.filter((slot) => slot.day === day)} />
          ))}
        </ol>
      </div>
      <Legend entries={[...new Set(drawn.map(({ entry }) => entry))]} />
      {always.length > 0 && (
        <p className="lead">Beside these you reach {always.length === 1 ? 'one computer' : `${always.length} computers`} at any hour.</p>
      )}
    </section>
  )
}

/** What would lie upon each other lies below each other. */
function lanes(slots: readonly Drawn[]): Drawn[][] {
  const found: Drawn[][] = []
  for (const slot of [...slots].sort((a, b) => a.from - b.from)) {
    const free = found.find((lane) => (lane.at(-1)?.to ?? 0) <= slot.from)
    if (free) free.push(slot)
    else found.push([slot])
  }
  return found
}

/** For the style sheet, which places it where there is room. */
const placeOf = (from: number, to: number) =>
  ({ '--from': `${(from / 1440) * 100}%`, '--long': `${((to - from) / 1440) * 100}%` }) as CSSProperties

function Day({ day, today, slots }: { day: number; today: number; slots: readonly Drawn[] }): ReactNode {
  return (
    <li className="day" data-past={day < today || undefined} data-today={day === today || undefined}>
      <h3>
        {dayText(day, { weekday: 'short' })} <span>{dayText(day, { day: 'numeric', month: 'short' })}</span>
      </h3>
      <div className="track">
        {slots.length === 0 && <p className="hidden">no hours</p>}
        {lanes(slots).map((lane) => (
          <ul key={lane.map(({ from, entry }) => `${from} ${entry.title}`).join()}>
            {lane.map(({ from, to, entry }) => (
              <li
                key={`${from} ${entry.title}`}
                data-look={entry.look}
                title={`${minuteText(from)}–${minuteText(to)} ${entry.title}`}
                style={placeOf(from, to)}
              >
                <span>
                  {minuteText(from)}–{minuteText(to)}
                </span>{' '}
                <span className="title">{entry.title}</span>
              </li>
            ))}
          </ul>
        ))}
      </div>
    </li>
  )
}

const TOLD = 6
const Legend = ({ entries }: { entries: readonly Entry[] }): ReactNode => (
  <ul className="legend">
    {entries.map(({ schedules, computers, look }) => (
      <li key={`${schedules} ${computers.join()}`} data-look={look}>
        <p className="name">
          {computers.slice(0, TOLD).join(', ')}
          {computers.length > TOLD && ` and ${computers.length - TOLD} more`}
        </p>
        <p className="under">by {schedules}</p>
      </li>
    ))}
  </ul>
)

function drawnOf({ computers, grants, zone }: Reachable): Drawn[] {
  let look = 0
  return grants.flatMap((grant, place) => {
    if (grant.permanent || grant.hours.length === 0) return []
    const names = computers.filter((one) => one.grant === place).map(({ name, displayName }) => displayName ?? name)
    const entry = {
      title: names.length > 2 ? `${names.length} computers` : names.join(', '),
      computers: names,
      schedules: grant.schedules.map(({ name, displayName }) => displayName ?? name).join(', '),
      look: look++ % LOOKS,
    }
    return grant.hours.flatMap((span) => slotsOf(span, zone).map((slot) => ({ ...slot, entry })))
  })
}

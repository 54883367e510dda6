/** Times as people read them, in a team's zone; days and minutes of them for the calendar. */
const formats = new Map<string, Intl.DateTimeFormat>()
function format(zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = JSON.stringify([zone, options])
  let found = formats.get(id)
  if (!found) formats.set(id, (found = new Intl.DateTimeFormat('en-GB', { ...options, ...(zone !== undefined && { timeZone: zone }) })))
  return found
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
export const clockText = (time: string, zone?: string): string => format(zone, CLOCK).format(new Date(time))

/** "today 18:00", "tomorrow 09:00", "Fri 09:00", "12 Mar 2027 09:00". */
export function whenText(time: string, zone?: string, now = Date.now()): string {
  const [day, today] = [dayOf(time, zone), dayOf(new Date(now).toISOString(), zone)]
  const ahead = day - today
  const clock = clockText(time, zone)
  if (ahead === 0) return `today ${clock}`
  if (ahead === 1) return `tomorrow ${clock}`
  if (ahead === -1) return `yesterday ${clock}`
  if (ahead > 1 && ahead < 7) return `${dayText(day, { weekday: 'long' })} ${clock}`
  return `${dayText(day, { day: 'numeric', month: 'short', year: 'numeric' })}, ${clock}`
}

/** "2 minutes ago"; for what is of minutes, not of days. */
export function agoText(time: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(time) - now) / 1000)
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  const [size, unit] = [
    [60, 'second'],
    [3600, 'minute'],
    [86_400, 'hour'],
    [Number.POSITIVE_INFINITY, 'day'],
  ].find(([most]) => Math.abs(seconds) < (most as number)) as [number, Intl.RelativeTimeFormatUnit]
  const per = size === 60 ? 1 : size === 3600 ? 60 : size === 86_400 ? 3600 : 86_400
  return words.format(Math.round(seconds / per), unit)
}

const DAY = 86_400_000
const parts = { year: 'numeric', month: '2-digit', day: '2-digit', ...CLOCK } as const

/** Days since 1970-01-01 of the date that a zone's calendar shows. */
export const dayOf = (time: string, zone?: string): number => read(time, zone).day
function read(time: string, zone: string | undefined): { day: number; minute: number } {
  const found = new Map(
    format(zone, parts)
      .formatToParts(new Date(time))
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: string) => found.get(type as Intl.DateTimeFormatPartTypes) ?? 0
  return { day: Date.UTC(of('year'), of('month') - 1, of('day')) / DAY, minute: of('hour') * 60 + of('minute') }
}
export const dayText = (day: number, options: Intl.DateTimeFormatOptions): string => format('UTC', options).format(new Date(day * DAY))
/** 1 is Monday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** A part of one day, in minutes of its wall clock. */
export interface Slot {
  day: number
  from: number
  to: number
}

/** A stretch of time, cut at each midnight. */
export function slotsOf(span: { from: string; to: string }, zone: string): Slot[] {
  const [begin, end] = [read(span.from, zone), read(span.to, zone)]
  const slots: Slot[] = []
  for (let day = begin.day; day <= end.day; day++) {
    const slot = { day, from: day === begin.day ? begin.minute : 0, to: day === end.day ? end.minute : 1440 }
    if (slot.from < slot.to) slots.push(slot)
  }
  return slots
}
export const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

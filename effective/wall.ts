/** Points in time as people say them, in the team's time zone. */
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const zoned = (time: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone)
/** `Tue 2026-03-03 09:00`, in the team's time zone; with the offset where the clocks show that twice. */
export function wall(time: number, zone: string): string {
  const at = zoned(time, zone)
  const said = at.toPlainDateTime()
  const twice = !said.toZonedDateTime(zone, { disambiguation: 'earlier' }).equals(said.toZonedDateTime(zone, { disambiguation: 'later' }))
  const minute = at.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${DAYS[at.dayOfWeek - 1]} ${at.toPlainDate()} ${minute}${twice ? ` (${at.offset})` : ''}`
}
/** The same without the date where it is that of `beside`, or its end. */
export function clock(time: number, beside: number, zone: string): string {
  const [at, other] = [zoned(time, zone), zoned(beside, zone)]
  if (at.toPlainDate().equals(other.toPlainDate().add({ days: 1 })) && at.hour === 0 && at.minute === 0) return '24:00'
  return at.toPlainDate().equals(other.toPlainDate()) ? at.toPlainTime().toString({ smallestUnit: 'minute' }) : wall(time, zone)
}

/**
 * How much JavaScript's memory may grow before all of it is marked. After a quiet while V8 lets it grow by little (1.1 to 1.3 times what is held, its memory
 * reducer's doing), and where ten thousand agents hang on a server it then marks all that they hold every fifteen seconds of load, for two tenths of a second
 * in which whoever asks waits ten times as long. By half as much again it may grow in any case, as long as so many are there: then it is a matter of minutes.
 */
import { setFlagsFromString } from 'node:v8'

/** What so many agents hold is worth it; for fewer V8 does as it sees fit. */
const MANY = 1000

/** To be told of each agent that comes or goes. */
export function roomFor(agents: number, came: boolean): void {
  if (agents === MANY && came) setFlagsFromString('--heap-growing-percent=50')
  if (agents === MANY - 1 && !came) setFlagsFromString('--heap-growing-percent=0')
}

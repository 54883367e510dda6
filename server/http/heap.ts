/**
 * How much JavaScript's memory may grow before all of it is marked. After a quiet while V8 lets it grow by little (1.1 to 1.3 times what is held, its memory
 * reducer's doing), and where ten thousand agents hang on a server it then marks all that they hold every fifteen seconds of load, for two tenths of a second
 * in which whoever asks waits ten times as long. Twice as much it may grow by in any case: then it is a matter of ten minutes and more.
 */
import { setFlagsFromString } from 'node:v8'

/** Of a process that does nothing but serve. */
export const roomToGrow = (): void => setFlagsFromString('--heap-growing-percent=100')

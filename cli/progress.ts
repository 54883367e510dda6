/**
 * What a person sees while they wait, on stderr: one line that is rewritten, only on a terminal and only once a run lasts. With
 * `--json` each phase is an event instead, one JSON object a line.
 */
import { grouped } from '../reconciler/render/grouped.ts'
import type { Surface } from './terminal.ts'
import { visibleLine } from './visible.ts'

export type Phase = 'scan' | 'load' | 'read' | 'plan' | 'test' | 'wait' | 'apply' | 'verify' | 'sign-in' | 'copy' | 'roll-out'
const words: Record<Phase, string> = {
  scan: 'Looking for changed files',
  load: 'Reading files',
  read: 'Reading what is live',
  plan: 'Planning',
  test: 'Testing access',
  wait: 'Waiting',
  apply: 'Applying',
  verify: 'Verifying the audit log',
  'sign-in': 'Signing in',
  copy: 'Copying the database',
  'roll-out': 'Waiting for computers',
}
/** Below this nobody has begun to wonder, and a line that flashes up only disturbs. In milliseconds. */
const PATIENCE = 200
/** Between two drawings of the line. In milliseconds. */
const REDRAW = 80

export interface Progress {
  /** A phase begins; the one before it is over. */
  phase(phase: Phase, about?: string): void
  step(done: number, of: number): void
  /** Nothing is under way any more: the line is taken away, so that other output may follow. */
  end(): void
}

export function lineProgress(err: Surface): Progress {
  const began = performance.now()
  let current: { phase: Phase; about: string | undefined } | undefined
  let drawn = false
  let lastDrawn = 0
  const clear = () => {
    if (drawn) err.write('\r\x1b[K')
    drawn = false
  }
  const draw = (count: string) => {
    if (!current) return
    lastDrawn = performance.now()
    drawn = true
    const about = current.about === undefined ? '' : ` ${visibleLine(current.about)}`
    err.write(`\r\x1b[K${err.paint(`${words[current.phase]}${count}${about} …`.slice(0, err.width - 1), 'dim')}`)
  }
  const patient = () => performance.now() - began < PATIENCE
  return {
    // Drawn at once, as a phase may keep the process busy without a step; and a wait must say for whom, however short the run was.
    phase(phase, about) {
      current = { phase, about }
      if (phase === 'wait' || !patient()) draw('')
    },
    step(done, of) {
      if (!patient() && performance.now() - lastDrawn >= REDRAW) draw(` ${grouped(done)} of ${grouped(of)}`)
    },
    end() {
      clear()
      current = undefined
    },
  }
}

/** One event a line: `{"version":1,"event":"phase","phase":"load"}`, `{"version":1,"event":"step","phase":"load","done":3,"of":9}`. */
export function eventProgress(err: Surface): Progress {
  let current: Phase | undefined
  let last = 0
  return {
    phase(phase, about) {
      current = phase
      err.write(`${JSON.stringify({ version: 1, event: 'phase', phase, ...(about && { about }) })}\n`)
    },
    step(done, of) {
      const now = performance.now()
      if (!current || (now - last < REDRAW && done < of)) return
      last = now
      err.write(`${JSON.stringify({ version: 1, event: 'step', phase: current, done, of })}\n`)
    },
    end() {
      current = undefined
    },
  }
}

export const noProgress: Progress = { phase() {}, step() {}, end() {} }

/** What of a session is recorded: begun and paused as policy and viewer say, in one file for all of it. Where it has to be kept, what can't be ends the session. */
import type { Ending } from '../../protocol/endings.ts'
import type { RecordingSummary } from '../../protocol/session-log.ts'
import type { Codec, Picture } from './capture.ts'
import { type Recording, record } from './recording/recording.ts'

export interface Keeping {
  /** What is seen is kept at the moment. */
  readonly isOn: boolean
  turn(isOn: boolean): void
  /** Whether the picture may be sent: what has to be kept is kept before it is seen. */
  takes(picture: Picture): boolean
  /** Undefined where nothing was recorded. */
  close(): RecordingSummary | undefined
}

export interface Kept {
  /** Where they stand, and what this one is called there. */
  into: { folder: string; id: string } | undefined
  codec(): Codec | undefined
  /** It must be recorded, by the policy of now. */
  must(): boolean
  used(): void
  /** A whole picture is wanted, to begin with. */
  refresh(): void
  changed(): void
  happened(event: string, details: { reason: string }): void
  fail(error: Error, reason: Ending): void
}

export function keeping({ into, codec, must, used, refresh, changed, happened, fail }: Kept): Keeping {
  /** The one of this session; and the same while what is seen is kept. */
  let [whole, running]: [Recording | undefined, Recording | undefined] = [undefined, undefined]
  /** It broke off: what would be added is kept by nobody. */
  let isSpoilt = false

  function failed(error: Error): void {
    isSpoilt = true
    if (must()) {
      fail(error, 'recording-failed')
      return
    }
    happened('recording-failed', { reason: error.message })
    running = undefined
    changed()
  }
  return {
    get isOn() {
      return running !== undefined
    },
    turn(isOn) {
      const now = codec()
      if (!isOn) running?.pause()
      else if (now !== 'h264') {
        failed(new Error(`Pictures are coded in ${now} here, and H.264 is what can be kept. A session that begins anew has it.`))
        return
      } else if (isSpoilt) {
        failed(new Error('It could not be written before. A session that begins anew has another one.'))
        return
      } else if (into) {
        used()
        whole ??= record(into.folder, into.id, failed)
      } else failed(new Error('There is no folder for recordings.'))
      running = isOn && !isSpoilt ? whole : undefined
      refresh()
      changed()
    },
    takes(picture) {
      const isKept = running?.add(picture)
      if (isKept === false) refresh()
      return isKept !== false || !must()
    },
    close: () => whole?.close(),
  }
}

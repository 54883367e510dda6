/**
 * What a device logs of its sessions (`splashctl logs`), by event:
 *
 *   session-refused         session, reason            before anything was started
 *   session-grant-refused   session, user, reason      a grant that does not hold
 *   session-started         session, user, features, until
 *   session-file            session, user, direction, path, bytes, digest
 *   session-printed         session, user, name, bytes, digest     a job that went to the viewer whole
 *   print-failed            session, user, reason                  there is no printing in it, or none any more
 *   session-recorded        session, user, name, bytes, digest, whole
 *   session-ended           session, user, reason, seconds, used, files
 *
 * `used` are the features that were used; `files` sums up those that were moved. A path is what the person called the file, made harmless for whoever reads it.
 */

/** A file that arrived whole. */
export interface FileMoved {
  direction: 'toComputer' | 'fromComputer'
  /** Below the folder that is shared. */
  path: string
  bytes: number
  /** SHA-256 of it, in hexadecimal digits. */
  digest: string
}

/** What a session moved in all. */
export interface FilesMoved {
  toComputer: number
  fromComputer: number
  bytes: number
}

export interface RecordingSummary {
  /** Its folder, in the agent's folder of recordings. */
  name: string
  bytes: number
  /** The end of the chain over its fragments (agent/engine/recording/), in hexadecimal digits. */
  digest: string
  /** It holds the session from its first picture to its last one. */
  whole: boolean
}

export const PATH_CHARS = 1024
const DIRECTIONS: readonly unknown[] = ['toComputer', 'fromComputer']

export const isFileMoved = (value: unknown): value is FileMoved => {
  const { direction, path, bytes, digest } = (value ?? {}) as Partial<FileMoved>
  return DIRECTIONS.includes(direction) && typeof path === 'string' && Number.isSafeInteger(bytes) && typeof digest === 'string'
}

export const countedWith = (files: FilesMoved | undefined, { direction, bytes }: FileMoved): FilesMoved => {
  const { toComputer = 0, fromComputer = 0, bytes: before = 0 } = files ?? {}
  return {
    toComputer: toComputer + (direction === 'toComputer' ? 1 : 0),
    fromComputer: fromComputer + (direction === 'fromComputer' ? 1 : 0),
    bytes: before + bytes,
  }
}

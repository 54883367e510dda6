/**
 * What a device logs of its sessions (`splashctl logs`), by event:
 *
 *   session-refused         session, reason            before anything was started
 *   session-grant-refused   session, user, reason      a grant that does not hold
 *   session-started         session, user, features, until
 *   session-file            session, user, direction, name, bytes, whole
 *   session-ended           session, user, reason, seconds, used, files
 *
 * `used` are the features that were used; `files` sums up those that were moved. A name is what the person called the file, made harmless for whoever reads it.
 */
export interface FileMoved {
  direction: 'toComputer' | 'fromComputer'
  name: string
  bytes: number
  /** False: it was broken off, and may go on in another session. */
  whole: boolean
}

/** What a session moved in all. */
export interface FilesMoved {
  toComputer: number
  fromComputer: number
  bytes: number
}

export const NAME_CHARS = 255
const DIRECTIONS: readonly unknown[] = ['toComputer', 'fromComputer']

export const isFileMoved = (value: unknown): value is FileMoved => {
  const { direction, name, bytes, whole } = (value ?? {}) as Partial<FileMoved>
  return DIRECTIONS.includes(direction) && typeof name === 'string' && Number.isSafeInteger(bytes) && typeof whole === 'boolean'
}

export const countedWith = (files: FilesMoved | undefined, { direction, bytes, whole }: FileMoved): FilesMoved => {
  const { toComputer = 0, fromComputer = 0, bytes: before = 0 } = files ?? {}
  const one = whole ? 1 : 0
  return {
    toComputer: toComputer + (direction === 'toComputer' ? one : 0),
    fromComputer: fromComputer + (direction === 'fromComputer' ? one : 0),
    bytes: before + bytes,
  }
}

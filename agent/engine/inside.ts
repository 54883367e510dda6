/**
 * Whether FFmpeg can be had in the process of a session. Asked by the agent itself, too, which loads nothing of what carries sessions: it is whole without these
 * packages, and starts in a moment.
 */
export function isInside(): boolean {
  try {
    import.meta.resolve('node-av/lib')
    return true
  } catch {
    return false // it is optional
  }
}

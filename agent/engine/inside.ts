/**
 * Whether packages that carry sessions are there, FFmpeg for the process of a session above all. Asked by the agent itself, too, which loads none of them: it is whole
 * without, and starts in a moment.
 */
export function hasPackage(name: string): boolean {
  try {
    import.meta.resolve(name)
    return true
  } catch {
    return false // it is optional
  }
}

export const isInside = (): boolean => hasPackage('node-av/lib')

/**
 * Around a whole run of the tests: the program as it is published, built once. What runs `splashctl` runs that, as whoever installs it does. That
 * the sources start too is for cli-package.test.ts to try.
 */
import { built } from '../bench/built.ts'

export function setup(): () => void {
  const { folder, remove } = built()
  process.env.SPLASHTOP_BUILT = folder
  return () => {
    delete process.env.SPLASHTOP_BUILT
    remove()
  }
}

/**
 * Whether this computer can carry sessions: a display, what grabs and codes it, and the packages that connect and speak to X11. These are optional, so that an
 * agent without them is whole and says what it lacks; they are loaded in the process of a session alone.
 */
import { isInstalled } from '../programs.ts'
import { hasPackage, isInside } from './inside.ts'

const PACKAGES = ['node-datachannel', 'x11']
const ENCODER = 'ffmpeg'

/** A sentence; undefined where nothing is missing. */
export function missingParts(env: NodeJS.ProcessEnv, system: NodeJS.Platform = process.platform): string | undefined {
  if (system !== 'linux') return 'This version carries sessions on Linux only.'
  if (!env.DISPLAY) return 'There is no display: DISPLAY is not set where the agent runs.'
  const lacking = PACKAGES.filter((name) => !hasPackage(name))
  if (lacking.length > 0) return `What carries sessions is not installed: ${lacking.join(', ')}.`
  return isInside() || isInstalled(ENCODER, env)
    ? undefined
    : `Nothing here codes the picture: there is neither the package node-av nor \`${ENCODER}\` on this system.`
}

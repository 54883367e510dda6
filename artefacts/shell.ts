/** What the shell scripts have in common: POSIX sh, so that dash, bash, zsh and the shell of a Mac read them alike. */
import { called, type Deployment } from './artefact.ts'
import { line, sh } from './quoting.ts'

/** The head of a script, up to where it does something. @param about a sentence for each line */
export const head = (deployment: Deployment, about: readonly string[]): string => `#!/bin/sh
#
# ${line(`Made by splashctl for the deployment package "${called(deployment)}" of team ${deployment.team}.`)}
${about.map((one) => `# ${one}`.trimEnd()).join('\n')}
set -eu
export LC_ALL=C

say() { printf '%s\\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}
[ "$(id -u)" -eq 0 ] || fail 'Run this as root.'
say ${sh(`Deployment package: ${called(deployment)}`)}
`

export const HOLDS_CODE = 'It holds the deployment code: whoever can read it lets computers in. Take it away when it has done its work.'

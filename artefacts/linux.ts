/**
 * The vendor's streamer on Linux: its .deb, its own command to deploy by a code, and the settings of the package that this command has an option
 * for. Syntax: the vendor's help (`splashtop-streamer deploy CODE`, `splashtop-streamer config -OPTION=VALUE`, one option a call); as root it
 * ends with another status than 0 where the code is refused.
 */
import { secret, type Target } from './artefact.ts'
import { line, sh } from './quoting.ts'
import { HOLDS_CODE, head } from './shell.ts'
import { streamerOptions } from './streamer-options.ts'

export const linux: Target = {
  name: 'linux',
  says: 'a shell script that installs the vendor’s streamer on Debian and Ubuntu, and sets what its command can set',
  platform: 'linux',
  needs: [],
  streamer: true,
  render(deployment) {
    const { options, leftOut } = streamerOptions(deployment.spec.settings)
    const about = ['Installs the Splashtop Streamer from its .deb, and deploys it.', HOLDS_CODE, '', '  sudo sh install.sh [STREAMER.deb]']
    const left = leftOut.map(({ setting, why }) => `say ${sh(`Not set: ${setting}: ${why}.`)}`)
    const text = `${head(deployment, about)}
deb=\${1:-Splashtop_Streamer_Ubuntu_amd64.deb}
[ -f "$deb" ] || fail "There is no file $deb: get the streamer for Linux from the vendor, and name it."
# Without a slash apt would look for a package of that name.
case $deb in */*) ;; *) deb=./$deb ;; esac

DEBIAN_FRONTEND=noninteractive apt-get install --yes "$deb" || fail 'The streamer could not be installed.'
splashtop-streamer deploy ${sh(deployment.code)} || fail 'The streamer did not take the deployment code.'
${options.length > 0 ? configured(options) : ''}${left.map((one) => `${one}\n`).join('')}say 'The streamer is deployed.'
`
    const steps = [
      'Copy install.sh and the vendor’s .deb to each computer, then there: sudo sh install.sh Splashtop_Streamer_Ubuntu_amd64.deb',
      'Run again with a new code, it deploys the streamer anew.',
      ...leftOut.map(({ setting, why }) => line(`Not set by it: ${setting}: ${why}.`)),
    ]
    return { files: [secret('install.sh', text)], steps, leftOut }
  },
}

/** The package's settings lie over those that came with the code. */
const configured = (options: readonly string[]): string => `
refused=0
# The command takes one option a call.
configure() {
  splashtop-streamer config "$1" >/dev/null || {
    say "The streamer did not take $1."
    refused=1
  }
}
${options.map((option) => `configure ${sh(option)}\n`).join('')}[ "$refused" -eq 0 ] || fail 'The streamer is deployed, but not with all of its settings.'
`

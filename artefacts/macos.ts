/** A Mac without a tool that runs scripts: a shell script beside the vendor's files, and the profile for whatever MDM there is. */
import { open, secret, type Target } from './artefact.ts'
import { BY_HAND, installOnMac, ownCode } from './mac.ts'
import { profile } from './profile.ts'
import { HOLDS_CODE } from './shell.ts'

export const macos: Target = {
  name: 'macos',
  says: 'a shell script for the vendor’s .dmg, and a privacy profile for an MDM',
  platform: 'macos',
  needs: [],
  streamer: true,
  render(deployment) {
    const about = ['Deploys the Splashtop Streamer by the script of the vendor.', HOLDS_CODE, '', '  sudo sh install.sh [FOLDER]']
    const where = `# The folder with the files of the vendor; without one, that of this script.\nfolder=\${1:-$(dirname -- "$0")}\n${ownCode(deployment)}`
    return {
      files: [secret('install.sh', installOnMac(deployment, about, where)), open('splashtop-streamer.mobileconfig', profile(deployment))],
      steps: [
        'First send splashtop-streamer.mobileconfig to the Macs by your MDM: macOS takes such a profile from nobody else.',
        'Put the vendor’s streamer.dmg and deploy_splashtop_streamer.sh into a folder of root beside install.sh, then: sudo sh install.sh',
        BY_HAND,
      ],
      leftOut: [],
    }
  },
}

/**
 * Jamf Pro: a script for a policy, and the privacy profile. Jamf gives a script its mount point, the computer's name and the user as $1 to $3, and
 * what the policy says from $4 on; it runs as root.
 */
import { open, secret, type Target } from './artefact.ts'
import { BY_HAND, installOnMac } from './mac.ts'
import { profile } from './profile.ts'
import { sh } from './quoting.ts'
import { HOLDS_CODE } from './shell.ts'

const FOLDER = '/Library/Application Support/Splashtop Deployment'

export const jamf: Target = {
  name: 'jamf',
  says: 'a script for a policy of Jamf Pro, and a privacy profile',
  platform: 'macos',
  needs: [],
  streamer: true,
  render(deployment) {
    const about = [
      'A script of a Jamf Pro policy: deploys the Splashtop Streamer by the script of the vendor.',
      HOLDS_CODE,
      '',
      'Parameter 4: another deployment code.  Parameter 5: the folder with the files of the vendor.',
    ]
    const where = `code=\${4:-${deployment.code}}\nfolder=\${5:-${sh(FOLDER)}}`
    return {
      files: [
        secret('splashtop-streamer.sh', installOnMac(deployment, about, where)),
        open('splashtop-streamer.mobileconfig', profile(deployment)),
      ],
      steps: [
        'Computers, Configuration Profiles, Upload: splashtop-streamer.mobileconfig, at computer level. Scope it before the policy.',
        `With Composer, make a package of the vendor’s streamer.dmg and deploy_splashtop_streamer.sh in ${FOLDER}, of root, and add it to a policy.`,
        'Settings, Scripts: splashtop-streamer.sh, with priority After. Add it to the same policy; who may read scripts in Jamf reads the code.',
        BY_HAND,
      ],
      leftOut: [],
    }
  },
}

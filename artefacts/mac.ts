/**
 * The vendor's deployment script on a Mac: `deploy_splashtop_streamer.sh -i DMG -d CODE -w 0 -s 0 -v 0` (the vendor's article on deployment to Macs:
 * `-w 0` asks nobody, `-s 0` shows no window, `-v 0` leaves the sound driver out). It runs as root, so nobody else may be able to change it.
 */
import type { Deployment } from './artefact.ts'
import { sh } from './quoting.ts'
import { head } from './shell.ts'

/** @param folder shell that sets `folder` and `code` */
export const installOnMac = (deployment: Deployment, about: readonly string[], folder: string): string => `${head(deployment, about)}
${folder}
installer=$folder/streamer.dmg
deploy=$folder/deploy_splashtop_streamer.sh
for file in "$installer" "$deploy"; do
  [ -f "$file" ] || fail "There is no $file: get it from the vendor."
done
# What runs as root is nobody else's to change.
for file in "$folder" "$installer" "$deploy"; do
  [ -z "$(find "$file" -prune \\( ! -user 0 -o -perm -0020 -o -perm -0002 \\))" ] || fail "$file can be changed by others than root: chown root, chmod go-w."
done

/bin/bash "$deploy" -i "$installer" -d "$code" -w 0 -s 0 -v 0 || fail 'The streamer could not be deployed.'
say 'The streamer is deployed.'
`

export const ownCode = ({ code }: Deployment): string => `code=${sh(code)}`

/** What a person has to do whatever the profile says. */
export const BY_HAND =
  'Whoever uses the Mac switches screen recording on for the streamer, once (System Settings, Privacy & Security), and the microphone, if sound is wanted.'

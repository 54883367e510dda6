/**
 * Android: the vendor has an app for it and nothing that a file could run, so this is what a person reads: the code, and where it goes. The link that
 * installs and deploys in one is made by the vendor's console, and its form is published nowhere; so none is made up here, and no QR code of one.
 */
import { called, secret, type Target } from './artefact.ts'
import { line } from './quoting.ts'

export const android: Target = {
  name: 'android',
  says: 'the code, and the steps to type it in: the vendor offers no file for Android',
  platform: 'android',
  needs: [],
  streamer: true,
  render(deployment) {
    const text = `${line(`Splashtop Streamer on Android: ${called(deployment)}, of team ${deployment.team}`)}

Deployment code:  ${deployment.code.replace(/(.{4})(?=.)/g, '$1 ')}

1. Install the app "Splashtop Streamer" of Splashtop Inc. on the device: from the app store, or by your MDM as a required app.
2. Open it, choose to deploy by a code, and type the code above, without its blanks.
3. Grant what it asks for: recording of the screen, and Accessibility, without which the device is shown and not controlled. Android lets nobody
   grant these from afar.

Splashtop's console offers a link in place of the code (Management, Deployment, Deploy): whoever opens it on the device is led through the same steps.
`
    return {
      files: [secret('android.txt', text)],
      steps: ['Hand android.txt to whoever sets the devices up: the vendor offers nothing for Android that a file could do.'],
      leftOut: [],
    }
  },
}

/**
 * The vendor's .exe on Windows, silently: `streamer.exe prevercheck /s /i dcode=CODE,…` (the vendor's article on silent installation: `prevercheck`
 * and `/i` are needed, options are parted by commas, without blanks).
 */
import { secret, type Target } from './artefact.ts'
import { batchHead, crlf, dcode } from './windows.ts'

export const windowsExe: Target = {
  name: 'windows-exe',
  says: 'a batch file for the vendor’s .exe installer',
  platform: 'windows',
  needs: [],
  streamer: true,
  render(deployment) {
    const text = `${batchHead(deployment, 'streamer.exe')}start "" /wait "%installer%" prevercheck /s /i ${dcode(deployment.code)}
exit /b %errorlevel%
`
    const steps = [
      'Put the vendor’s installer beside install.cmd, named streamer.exe, and run install.cmd as administrator.',
      'The streamer takes the settings of the package with its code.',
    ]
    return { files: [secret('install.cmd', crlf(text))], steps, leftOut: [] }
  },
}

/**
 * The vendor's MSI on Windows: `msiexec /i … /qn /norestart USERINFO="dcode=CODE,…" /l*v LOG` (the vendor's article on silent installation; Windows
 * Installer's own page on command-line options and error codes: 0 is success, 3010 success with a restart to come).
 */
import { secret, type Target } from './artefact.ts'
import { batchHead, crlf, dcode } from './windows.ts'

export const windowsMsi: Target = {
  name: 'windows-msi',
  says: 'a batch file for the vendor’s MSI',
  platform: 'windows',
  needs: [],
  streamer: true,
  render(deployment) {
    const text = `${batchHead(deployment, 'streamer.msi')}set "log=%TEMP%\\splashtop-streamer-%RANDOM%%RANDOM%.log"
start "" /wait msiexec.exe /i "%installer%" /qn /norestart USERINFO="${dcode(deployment.code)}" /l*v "%log%"
set "result=%errorlevel%"
rem 3010 and 1641 are success, with a restart to come or begun.
if "%result%"=="0" goto done
if "%result%"=="3010" goto done
if "%result%"=="1641" goto done
echo msiexec ended with %result%; see the log, which holds the deployment code: 1>&2
echo "%log%" 1>&2
exit /b %result%
:done
del /q "%log%" >nul 2>&1
exit /b %result%
`
    const steps = [
      'Put the vendor’s MSI beside install.cmd, named streamer.msi, and run install.cmd as administrator.',
      'It ends with 0, or with 3010 where a restart is still to come.',
    ]
    return { files: [secret('install.cmd', crlf(text))], steps, leftOut: [] }
  },
}

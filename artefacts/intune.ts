/**
 * Microsoft Intune: a Win32 app with the vendor's MSI. Three scripts (install, uninstall, detect) and the settings to type into the portal. Microsoft's
 * rules: a detection script says "it is there" by ending with 0 *and* writing something to its standard output; 3010 and 1641 mean restarts, and
 * 1618 (another installation runs) is tried again. Syntax: Windows PowerShell 5.1.
 */
import { called, type Deployment, open, secret, type Target } from './artefact.ts'
import { line } from './quoting.ts'
import { crlf, findStreamer, HOLDS_CODE, installMsi, scriptHead } from './windows.ts'

export const intune: Target = {
  name: 'intune',
  says: 'a Win32 app of Microsoft Intune: scripts to install, uninstall and detect, and what to type into the portal',
  platform: 'windows',
  needs: [],
  streamer: true,
  render(deployment) {
    const install = `${scriptHead(deployment, ['Installs the Splashtop Streamer from the MSI beside it.', HOLDS_CODE])}${installMsi(deployment.code)}
$installer = Join-Path $PSScriptRoot 'streamer.msi'
if (-not (Test-Path -LiteralPath $installer -PathType Leaf)) {
    Write-Output ('{0}: {1} is missing.' -f $package, $installer)
    exit 2
}
Install-Streamer $installer
`
    const uninstall = `${scriptHead(deployment, ['Takes the Splashtop Streamer away again.'])}${findStreamer}
$msiexec = Join-Path ([Environment]::SystemDirectory) 'msiexec.exe'
$result = 0
foreach ($found in @(Find-Streamer)) {
    if ($found.Id -notmatch '^\\{[0-9A-Fa-f-]{36}\\}$') { continue }
    $run = Start-Process -FilePath $msiexec -ArgumentList ('/x {0} /qn /norestart' -f $found.Id) -Wait -PassThru
    # 1605: it is gone already.
    if (0, 1605 -notcontains $run.ExitCode) { $result = $run.ExitCode }
}
Write-Output ('{0}: uninstalling ended with {1}.' -f $package, $result)
exit $result
`
    const detect = `${scriptHead(deployment, ['Tells Intune whether the Splashtop Streamer is there: it writes a line, and ends with 0.'])}${findStreamer}
$found = @(Find-Streamer)
if ($found.Count -eq 0) { exit 1 }
Write-Output ('Splashtop Streamer {0}' -f $found[0].Version)
exit 0
`
    return {
      files: [
        secret('install.ps1', crlf(install)),
        open('uninstall.ps1', crlf(uninstall)),
        open('detect.ps1', crlf(detect)),
        open('README.txt', crlf(readme(deployment))),
      ],
      steps: [
        'Put install.ps1, uninstall.ps1 and the vendor’s MSI, named streamer.msi, into a folder, and pack it: IntuneWinAppUtil -c FOLDER -s install.ps1 -o OUT',
        'README.txt has what to type into the portal; detect.ps1 is uploaded there.',
        'Then take the folder away: install.ps1 holds the code.',
      ],
      leftOut: [],
    }
  },
}

const powershellExe = 'powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File'

const readme = (
  deployment: Deployment,
): string => `Microsoft Intune: a Win32 app for the deployment package ${deployment.name} of team ${deployment.team}

Apps, Windows, Add, "Windows app (Win32)":

App package file          the .intunewin that IntuneWinAppUtil made
Name                      ${line(`Splashtop Streamer (${called(deployment)})`)}
Publisher                 Splashtop Inc.

Install command           ${powershellExe} install.ps1
Uninstall command         ${powershellExe} uninstall.ps1
Install behavior          System
Device restart behavior   Determine behavior based on return codes
Return codes              0 and 1707 Success, 3010 Soft reboot, 1641 Hard reboot, 1618 Retry (as they are there)

Operating system          64-bit; Windows 10 1607 or later

Detection rules           Use a custom detection script: detect.ps1
  Run script as 32-bit process on 64-bit clients          No
  Enforce script signature check and run silently         No

Assignments               Required, to a group of devices

The code is in install.ps1, and so in the .intunewin. Who can download the app package from the portal can read it; a package with \`maxEnrolments\`,
\`expiresAt\` or \`approval: required\` bounds what that is worth. An app that was assigned keeps its code: after a new one, upload a new package.
`

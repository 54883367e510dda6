/**
 * Group Policy: a start-up script, which Windows runs as SYSTEM at each start, so it does nothing where the streamer is there already. What lies in
 * SYSVOL can be read by every user of the domain: the steps say how to keep the code from them. Syntax: Windows PowerShell 5.1.
 */
import { open, secret, type Target } from './artefact.ts'
import { line } from './quoting.ts'
import { crlf, findStreamer, HOLDS_CODE, installMsi, scriptHead } from './windows.ts'

export const gpo: Target = {
  name: 'gpo',
  says: 'a Group Policy start-up script, for the vendor’s MSI',
  platform: 'windows',
  needs: [],
  streamer: true,
  render(deployment) {
    const about = ['A start-up script of Group Policy: installs the Splashtop Streamer where it is not there yet.', HOLDS_CODE]
    const text = `${scriptHead(deployment, about)}${findStreamer}${installMsi(deployment.code)}
if (Find-Streamer) { exit 0 }
$installer = Join-Path $PSScriptRoot 'streamer.msi'
if (-not (Test-Path -LiteralPath $installer -PathType Leaf)) {
    Write-Output ('{0}: {1} is missing.' -f $package, $installer)
    exit 2
}
Install-Streamer $installer
`
    const steps = [
      'Make a share that "Domain Computers" may read and users may not, and put startup.ps1 and the vendor’s MSI, named streamer.msi, into it.',
      'Do not use the script folder of the policy itself: it is in SYSVOL, where every user of the domain reads the code.',
      'Group Policy Management, a policy for the computers in question: Computer Configuration, Policies, Windows Settings, Scripts, Startup, PowerShell Scripts: \\\\server\\share\\startup.ps1',
      'Computer Configuration, Administrative Templates, Windows Components, Windows PowerShell, "Turn on Script Execution": allow local scripts and remote signed ones, and sign startup.ps1; or allow all scripts.',
      'The computers install at their next start. README.txt says the same.',
    ]
    const readme = `${line(`Group Policy start-up script for the deployment package ${deployment.name} of team ${deployment.team}`)}\n\n${steps
      .slice(0, -1)
      .map((step, i) => `${i + 1}. ${step}\n`)
      .join('')}`
    return { files: [secret('startup.ps1', crlf(text)), open('README.txt', crlf(readme))], steps, leftOut: [] }
  },
}

/**
 * What the targets on Windows have in common. Scripts are ASCII with CRLF: cmd.exe finds its labels by that, and Windows PowerShell 5.1, which is
 * on every Windows, reads nothing else alike on all of them.
 */
import { called, type Deployment } from './artefact.ts'
import { cmd, powershell } from './quoting.ts'

export const crlf = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n')

/** As the vendor's installers take it: commas, and no blanks. `confirm_d=0` asks nobody, `hidewindow=1` shows nothing. */
export const dcode = (code: string): string => `dcode=${cmd(code)},hidewindow=1,confirm_d=0`

/** The head of a batch file, up to where it knows its installer. Only words that need no quotes stand in it. */
export const batchHead = ({ team, name }: Deployment, installer: string): string => `@echo off
setlocal
rem Made by splashctl for the deployment package ${cmd(name)} of team ${cmd(team)}.
rem It holds the deployment code: whoever can read it lets computers in.
set "installer=%~dp0${cmd(installer)}"
if exist "%installer%" goto there
echo ${cmd(installer)} is missing: put the installer of the vendor beside this file, under that name. 1>&2
exit /b 2
:there
fltmc >nul 2>&1
if not errorlevel 1 goto may
echo Run this as administrator. 1>&2
exit /b 5
:may
`

/** The head of a PowerShell script. @param about a sentence for each line, in ASCII */
export const scriptHead = (deployment: Deployment, about: readonly string[]): string => `# Made by splashctl for the deployment package ${
  deployment.name
} of team ${deployment.team}.
${about.map((one) => `# ${one}`).join('\n')}
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$package = ${powershell(called(deployment))}
`

export const HOLDS_CODE = 'It holds the deployment code: whoever can read it lets computers in.'

/**
 * The streamer as Windows knows it, by the name that its installer leaves. Both views of the registry are looked at: what management tools start
 * may be a process of 32 bits, which is shown only one of them.
 */
export const findStreamer = `
function Find-Streamer {
    foreach ($view in 'Registry64', 'Registry32') {
        $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', $view)
        $products = $machine.OpenSubKey('SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall')
        if ($null -eq $products) { continue }
        foreach ($id in $products.GetSubKeyNames()) {
            $product = $products.OpenSubKey($id)
            if ($null -eq $product) { continue }
            if ($product.GetValue('DisplayName') -eq 'Splashtop Streamer') {
                [pscustomobject]@{ Id = $id; Version = [string]$product.GetValue('DisplayVersion') }
            }
        }
    }
}
`

/**
 * The MSI, installed without a word. A log is kept of a failure alone, since it repeats the command line, which holds the code; 3010 and 1641 are
 * success, with a restart to come or begun.
 */
export const installMsi = (code: string): string => `
function Install-Streamer([string] $Installer) {
    $log = Join-Path ([IO.Path]::GetTempPath()) ('splashtop-streamer-{0}.log' -f [guid]::NewGuid())
    $arguments = '/i "{0}" /qn /norestart USERINFO="${dcode(code)}" /l*v "{1}"' -f $Installer, $log
    $msiexec = Join-Path ([Environment]::SystemDirectory) 'msiexec.exe'
    $run = Start-Process -FilePath $msiexec -ArgumentList $arguments -Wait -PassThru
    $result = $run.ExitCode
    if (0, 3010, 1641 -contains $result) {
        Remove-Item -LiteralPath $log -Force -ErrorAction SilentlyContinue
        Write-Output ('{0}: the streamer is installed.' -f $package)
    } else {
        Write-Output ('{0}: msiexec ended with {1}; see {2}, which holds the deployment code.' -f $package, $result, $log)
    }
    exit $result
}
`

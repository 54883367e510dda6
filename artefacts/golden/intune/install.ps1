# Made by splashctl for the deployment package kiosks of team acme.
# Installs the Splashtop Streamer from the MSI beside it.
# It holds the deployment code: whoever can read it lets computers in.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$package = ('Kiosks & tills, H' + [char]0x00f4 + 'tel "d' + [char]0x2019 + [char]0x00c9 + 't' + [char]0x00e9 + '"')

function Install-Streamer([string] $Installer) {
    $log = Join-Path ([IO.Path]::GetTempPath()) ('splashtop-streamer-{0}.log' -f [guid]::NewGuid())
    $arguments = '/i "{0}" /qn /norestart USERINFO="dcode=EXAMPLE0CODE,hidewindow=1,confirm_d=0" /l*v "{1}"' -f $Installer, $log
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

$installer = Join-Path $PSScriptRoot 'streamer.msi'
if (-not (Test-Path -LiteralPath $installer -PathType Leaf)) {
    Write-Output ('{0}: {1} is missing.' -f $package, $installer)
    exit 2
}
Install-Streamer $installer

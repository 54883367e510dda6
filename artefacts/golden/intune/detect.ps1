# Made by splashctl for the deployment package kiosks of team acme.
# Tells Intune whether the Splashtop Streamer is there: it writes a line, and ends with 0.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$package = ('Kiosks & tills, H' + [char]0x00f4 + 'tel "d' + [char]0x2019 + [char]0x00c9 + 't' + [char]0x00e9 + '"')

function Find-Streamer {
    foreach ($view in 'Registry64', 'Registry32') {
        $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', $view)
        $products = $machine.OpenSubKey('SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall')
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

$found = @(Find-Streamer)
if ($found.Count -eq 0) { exit 1 }
Write-Output ('Splashtop Streamer {0}' -f $found[0].Version)
exit 0

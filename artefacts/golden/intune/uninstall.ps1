# Made by splashctl for the deployment package kiosks of team acme.
# Takes the Splashtop Streamer away again.
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

$msiexec = Join-Path ([Environment]::SystemDirectory) 'msiexec.exe'
$result = 0
foreach ($found in @(Find-Streamer)) {
    if ($found.Id -notmatch '^\{[0-9A-Fa-f-]{36}\}$') { continue }
    $run = Start-Process -FilePath $msiexec -ArgumentList ('/x {0} /qn /norestart' -f $found.Id) -Wait -PassThru
    # 1605: it is gone already.
    if (0, 1605 -notcontains $run.ExitCode) { $result = $run.ExitCode }
}
Write-Output ('{0}: uninstalling ended with {1}.' -f $package, $result)
exit $result

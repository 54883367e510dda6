@echo off
setlocal
rem Made by splashctl for the deployment package kiosks of team acme.
rem It holds the deployment code: whoever can read it lets computers in.
set "installer=%~dp0streamer.exe"
if exist "%installer%" goto there
echo streamer.exe is missing: put the installer of the vendor beside this file, under that name. 1>&2
exit /b 2
:there
fltmc >nul 2>&1
if not errorlevel 1 goto may
echo Run this as administrator. 1>&2
exit /b 5
:may
start "" /wait "%installer%" prevercheck /s /i dcode=EXAMPLE0CODE,hidewindow=1,confirm_d=0
exit /b %errorlevel%

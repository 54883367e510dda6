@echo off
setlocal
rem Made by splashctl for the deployment package kiosks of team acme.
rem It holds the deployment code: whoever can read it lets computers in.
set "installer=%~dp0streamer.msi"
if exist "%installer%" goto there
echo streamer.msi is missing: put the installer of the vendor beside this file, under that name. 1>&2
exit /b 2
:there
fltmc >nul 2>&1
if not errorlevel 1 goto may
echo Run this as administrator. 1>&2
exit /b 5
:may
set "log=%TEMP%\splashtop-streamer-%RANDOM%%RANDOM%.log"
start "" /wait msiexec.exe /i "%installer%" /qn /norestart USERINFO="dcode=EXAMPLE0CODE,hidewindow=1,confirm_d=0" /l*v "%log%"
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

#!/bin/sh
#
# Made by splashctl for the deployment package "Kiosks & tills, Hôtel "d’Été"" of team acme.
# Installs the Splashtop Streamer from its .deb, and deploys it.
# It holds the deployment code: whoever can read it lets computers in. Take it away when it has done its work.
#
#   sudo sh install.sh [STREAMER.deb]
set -eu
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}
[ "$(id -u)" -eq 0 ] || fail 'Run this as root.'
say 'Deployment package: Kiosks & tills, Hôtel "d’Été"'

deb=${1:-Splashtop_Streamer_Ubuntu_amd64.deb}
[ -f "$deb" ] || fail "There is no file $deb: get the streamer for Linux from the vendor, and name it."
# Without a slash apt would look for a package of that name.
case $deb in */*) ;; *) deb=./$deb ;; esac

DEBIAN_FRONTEND=noninteractive apt-get install --yes "$deb" || fail 'The streamer could not be installed.'
splashtop-streamer deploy 'EXAMPLE0CODE' || fail 'The streamer did not take the deployment code.'

refused=0
# The command takes one option a call.
configure() {
  splashtop-streamer config "$1" >/dev/null || {
    say "The streamer did not take $1."
    refused=1
  }
}
configure '-auto_update=0'
configure '-hide_tray_icon=1'
configure '-idle_session_timeout=30'
configure '-sec_opt=2'
configure '-req_perm=1'
configure '-lock_screen_on_disconnect=1'
[ "$refused" -eq 0 ] || fail 'The streamer is deployed, but not with all of its settings.'
say 'Not set: general.autoLaunch: the command of the vendor has no option for it.'
say 'Not set: session.sound: the command of the vendor cannot turn sound off at both ends.'
say 'Not set: session.keyboardLayoutSync: the command of the vendor has no option for it.'
say 'Not set: security.requestPermission: the command of the vendor has no option for its seconds.'
say 'Not set: bandwidth.maxFrameRate: the command of the vendor has no option for it.'
say 'The streamer is deployed.'

#!/bin/sh
#
# Made by splashctl for the deployment package "Kiosks & tills, Hôtel "d’Été"" of team acme.
# Deploys the Splashtop Streamer by the script of the vendor.
# It holds the deployment code: whoever can read it lets computers in. Take it away when it has done its work.
#
#   sudo sh install.sh [FOLDER]
set -eu
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}
[ "$(id -u)" -eq 0 ] || fail 'Run this as root.'
say 'Deployment package: Kiosks & tills, Hôtel "d’Été"'

# The folder with the files of the vendor; without one, that of this script.
folder=${1:-$(dirname -- "$0")}
code='EXAMPLE0CODE'
installer=$folder/streamer.dmg
deploy=$folder/deploy_splashtop_streamer.sh
for file in "$installer" "$deploy"; do
  [ -f "$file" ] || fail "There is no $file: get it from the vendor."
done
# What runs as root is nobody else's to change.
for file in "$folder" "$installer" "$deploy"; do
  [ -z "$(find "$file" -prune \( ! -user 0 -o -perm -0020 -o -perm -0002 \))" ] || fail "$file can be changed by others than root: chown root, chmod go-w."
done

/bin/bash "$deploy" -i "$installer" -d "$code" -w 0 -s 0 -v 0 || fail 'The streamer could not be deployed.'
say 'The streamer is deployed.'

#!/bin/sh
#
# Made by splashctl for the deployment package "Kiosks & tills, Hôtel "d’Été"" of team acme.
# Installs splashtop-agent, and enrols this computer. Runs again without harm.
# It holds the deployment code: whoever can read it lets computers in. Take it away when it has done its work.
#
#   sudo sh install.sh [--name NAME] [--sha256 HEX] AGENT.deb|https://…
set -eu
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}
[ "$(id -u)" -eq 0 ] || fail 'Run this as root.'
say 'Deployment package: Kiosks & tills, Hôtel "d’Été"'

server='https://control.acme.example:8443'
root='SHA256:Example-root_key0Example-root_key0Example-r'
code() { printf '%s\n' 'EXAMPLE0CODE'; }

name=''
sum=''
while [ "$#" -gt 1 ]; do
  case $1 in
    --name) name=$2 ;;
    --sha256) sum=$2 ;;
    *) break ;;
  esac
  shift 2
done
[ "$#" -eq 1 ] || fail 'Name the package of the agent: sudo sh install.sh splashtop-agent.deb'
from=$1

# A copy that nobody else can change: what is looked at is what is installed.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
deb=$work/splashtop-agent.deb
case $from in
  https://*)
    if command -v curl >/dev/null; then
      curl --fail --silent --show-error --location --proto =https --output "$deb" -- "$from" || fail "$from can't be fetched."
    else
      # It would follow https to where nothing is encrypted.
      wget --quiet --max-redirect=0 --output-document="$deb" -- "$from" || fail "$from can't be fetched."
    fi
    ;;
  *://*) fail 'The package is fetched over https alone.' ;;
  *) cp -- "$from" "$deb" || fail "$from can't be read." ;;
esac
if [ -n "$sum" ]; then
  printf '%s  %s\n' "$sum" "$deb" | sha256sum --check --status - || fail "$from is not the package of that SHA-256."
fi

DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$deb" || fail 'The agent could not be installed.'
# Run again, as after an upgrade, it finds this computer enrolled.
set -- enrol - --unless-enrolled --server "$server" --root "$root"
[ -z "$name" ] || set -- "$@" --name "$name"
code | splashtop-agent "$@" || fail 'The agent is installed, but this computer did not enrol. Run this again.'
# The unit waits for a computer that is enrolled.
if [ -d /run/systemd/system ] && command -v systemctl >/dev/null; then
  systemctl start splashtop-agent.service || fail 'This computer is enrolled, but the agent did not start: journalctl -u splashtop-agent'
fi
say 'Done. How it stands: splashtop-agent status'

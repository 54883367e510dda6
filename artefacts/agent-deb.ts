/**
 * Our own agent on Debian and its kin: its .deb, from a file or over https, then `splashtop-agent enrol`. The code goes to the agent by its standard
 * input: an argument is seen by everybody who may list processes. Server and root fingerprint are in the script, so that the computer trusts the
 * control plane that made it and no other.
 */
import { type Deployment, secret, type Target } from './artefact.ts'
import { sh } from './quoting.ts'
import { HOLDS_CODE, head } from './shell.ts'

export const agentDeb: Target = {
  name: 'agent-deb',
  says: 'a shell script that installs our own agent on Debian and Ubuntu, and enrols it',
  platform: 'linux',
  needs: ['server', 'root'],
  streamer: false,
  render(deployment) {
    const steps = [
      'Copy install.sh to each computer, then there: sudo sh install.sh splashtop-agent.deb',
      'Or let it fetch the package: sudo sh install.sh --sha256 HEX https://files.example.com/splashtop-agent.deb',
      ...(deployment.spec.namingRule === 'customOrHostname' ? ['A computer gets a name of its own by: --name "Front desk"'] : []),
    ]
    return { files: [secret('install.sh', script(deployment))], steps, leftOut: [] }
  },
}

const script = (deployment: Deployment): string => `${head(deployment, [
  'Installs splashtop-agent, and enrols this computer. Runs again without harm.',
  HOLDS_CODE,
  '',
  '  sudo sh install.sh [--name NAME] [--sha256 HEX] AGENT.deb|https://…',
])}
server=${sh(deployment.server ?? '')}
root=${sh(deployment.root ?? '')}
code() { printf '%s\\n' ${sh(deployment.code)}; }

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
  printf '%s  %s\\n' "$sum" "$deb" | sha256sum --check --status - || fail "$from is not the package of that SHA-256."
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
`

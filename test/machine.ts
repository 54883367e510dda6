/**
 * A machine to install things on, within this one: its files are this machine's below an overlay in memory, its processes and mounts are of
 * namespaces of their own, and its process 1 is the real systemd (or nothing that starts services). It needs root, or whoever may do as much, and is
 * gone with its process 1: nothing of it touches the machine around it. The network is this machine's, so what listens on the loopback is heard.
 *
 * Of the units that this machine has, none is started there: they would serve the machine around.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ended, run } from './splashctl.ts'

export interface Machine {
  /** A folder of this machine that is `/shared` there. */
  shared: string
  run(program: string, ...args: string[]): Promise<Ended>
  end(): Promise<void>
}

const SYSTEMD = '/lib/systemd/systemd'

/** Around it: a cgroup of its own, so that what systemd makes of it goes with it. `$1` is the place, `$2` the process 1. */
const AROUND = `set -eu
cd "$1"
mkdir cgroup
mount -t cgroup2 none cgroup
own=cgroup/splashtop-machine-$$
mkdir "$own"
echo 0 >"$own/cgroup.procs"
setpriv --pdeathsig KILL unshare --mount --pid --cgroup --ipc --uts --fork --kill-child sh -c "$3" sh "$1" "$2" || :
echo 0 >cgroup/cgroup.procs
find "$own" -depth -type d -exec rmdir {} +
`

/** Within: its file systems, then its process 1. Its number as the machine around counts is the first word of its stat there. */
const WITHIN = `set -eu
cd "$1"
read -r pid _ </proc/self/stat
echo "$pid" >pid
mkdir own
mount -t tmpfs -o mode=755 none own
mkdir own/upper own/work own/root
mount -t overlay -o lowerdir=/,upperdir=own/upper,workdir=own/work none own/root
cd own/root
# A container's policy may forbid what a machine does: to start what is installed.
rm -rf etc/systemd/system lib/systemd/system-generators lib/systemd/system/*.wants usr/sbin/policy-rc.d
# What is needed is there. What else there would be to install apt would read for seconds, each time.
rm -rf var/lib/apt/lists/* var/cache/apt/*.bin
mkdir -p shared etc/systemd/system old proc sys dev run tmp
mount --bind "$1/shared" shared
mount -t proc none proc
mount -t sysfs none sys
mount -t cgroup2 none sys/fs/cgroup
mount -t tmpfs -o mode=755 none run
mount -t tmpfs -o mode=1777 none tmp
mount -t tmpfs -o mode=755 none dev
for one in null zero full random urandom tty; do
  : >"dev/$one"
  mount --bind "/dev/$one" "dev/$one"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 none dev/pts
ln -s pts/ptmx dev/ptmx
pivot_root . old
umount -l old
if [ "$2" = none ]; then
  echo ready >/shared/ready
  exec tail -f /dev/null
fi
cat >/etc/systemd/system/ready.service <<'UNIT'
[Unit]
Requires=basic.target
After=basic.target
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'echo ready >/shared/ready'
UNIT
mkdir -p /etc/systemd/system.conf.d
printf '[Manager]\\nDefaultStandardOutput=null\\nDefaultStandardError=null\\n' >/etc/systemd/system.conf.d/quiet.conf
exec env -i PATH="$PATH" container=test ${SYSTEMD} --system --unit=ready.service --log-level=warning --log-target=console
`

/** @param init what process 1 is */
export async function machine(init: 'systemd' | 'none'): Promise<Machine> {
  const place = mkdtempSync(join(tmpdir(), 'machine-'))
  const shared = join(place, 'shared')
  mkdirSync(shared)
  spawnSync('mkfifo', [join(shared, 'ready')])
  // Whoever made it may be killed: then it goes too.
  const words = ['--pdeathsig', 'KILL', 'unshare', '--mount', 'sh', '-c', AROUND, 'sh', place, init, WITHIN]
  const around = spawn('setpriv', words, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  around.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const gone = once(around, 'close')
  // Somebody writes into it when the machine is up; until then reading it waits.
  const up = spawn('cat', [join(shared, 'ready')], { stdio: 'ignore' })
  await Promise.race([once(up, 'close'), gone])
  if (isOver(around)) {
    up.kill('SIGKILL')
    await once(up, 'close')
    rmSync(place, { recursive: true })
    throw new Error(`the machine did not start: ${said.trim()}`)
  }
  const pid = readFileSync(join(place, 'pid'), 'utf8').trim()
  const enter = ['--target', pid, '--mount', '--pid', '--cgroup', '--ipc', '--uts', '--root', '--wd', '--']
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', HOME: '/root', NO_COLOR: '1' }
  return {
    shared,
    run: (...words) => run('nsenter', [...enter, ...words], '/', env),
    async end() {
      if (!isOver(around)) process.kill(Number(pid), 'SIGKILL')
      await gone
      rmSync(place, { recursive: true })
    },
  }
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

/** Why there can be none here; undefined where there can. */
export async function whyNoMachine(): Promise<string | undefined> {
  if (process.platform !== 'linux' || !existsSync(SYSTEMD) || !existsSync('/usr/bin/dpkg')) return 'this is no Debian with systemd'
  if (process.getuid?.() !== 0) return 'this is not run as root'
  try {
    await (await machine('none')).end()
    return undefined
  } catch (error) {
    return String(error)
  }
}

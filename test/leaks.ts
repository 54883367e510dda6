/**
 * Set up before every test file (vitest.config.ts): what a file opens, it closes, or it fails. Otherwise a handle that the program forgets
 * to close is noticed by the first administrator whose process doesn't end.
 *
 * Looked for are: what keeps the process alive (timers, sockets, servers, children), descriptors of files, databases included, and
 * temporary folders. For these each test file has a folder of its own as `os.tmpdir()`, of which nothing may be left; so a test makes
 * one as it likes, and files that run at the same time don't see each other's.
 */
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterAll } from 'vitest'

/** What is closed is gone a few turns later: a server, a child that was told to end. Waited for only where something is left. */
const PATIENCE = 1000
const STEP = 20

const around = process.env.TMPDIR
const own = mkdtempSync(join(tmpdir(), 'file-'))
process.env.TMPDIR = own
// The process's own streams are opened by whoever asks for them first, and stay open.
const before = { streams: [process.stdin, process.stdout, process.stderr], resources: resources(), descriptors: descriptors() }

// Hooks of this kind run in reverse order: this one is the last of its file.
afterAll(async () => {
  await setImmediate()
  let left = leaks()
  for (let waited = 0; left.length > 0 && waited < PATIENCE; waited += STEP) {
    await setTimeout(STEP, undefined, { ref: false })
    left = leaks()
  }
  rmSync(own, { recursive: true, force: true })
  // The next file of this process makes one of its own.
  if (around === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = around
  if (left.length > 0) throw new Error(`This file leaves behind: ${left.join(', ')}. Close or remove it where it was made.`)
})

function leaks(): string[] {
  const known = new Map(before.resources)
  const alive = [...resources()].filter(([name, count]) => count > (known.get(name) ?? 0)).map(([name]) => WORDS[name] ?? name)
  const open = [...descriptors()].filter(([number, target]) => before.descriptors.get(number) !== target).map(([, target]) => target)
  const folders = readdirSync(own).map((name) => join(own, name))
  return [...alive, ...open, ...folders]
}

const WORDS: Readonly<Record<string, string>> = {
  Timeout: 'a timer',
  Immediate: 'an immediate',
  ProcessWrap: 'a child process',
  TCPServerWrap: 'a server',
  TCPSocketWrap: 'a socket',
  PipeWrap: 'a pipe',
  FSEventWrap: 'a watched file',
  MessagePort: 'a worker or a port',
}

/** How many of each kind of thing keep this process alive. */
function resources(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** What is open by descriptor; nothing where the system has no list of it. What the event loop opens for itself is no file. */
function descriptors(): Map<string, string> {
  const open = new Map<string, string>()
  if (process.platform !== 'linux') return open
  for (const number of readdirSync('/proc/self/fd')) {
    try {
      const target = readlinkSync(`/proc/self/fd/${number}`)
      if (!target.startsWith('anon_inode:')) open.set(number, target)
    } catch {
      // the descriptor by which the list was read
    }
  }
  return open
}

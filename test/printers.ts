/** A print server (CUPS) of a test's own: its files in a folder that is thrown away, its socket there too, and nothing of the machine's own one. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { vi } from 'vitest'

const execute = promisify(execFile)
const PATIENCE_MS = 40_000
const CUPSD = '/usr/sbin/cupsd'
/** It becomes another user for what it starts, which root alone can do. */
export const hasPrinters = existsSync(CUPSD) && process.getuid?.() === 0

export interface Printers {
  /** As `CUPS_SERVER` names it. */
  socket: string
  log(): string
  end(): Promise<void>
}

export async function testPrinters(): Promise<Printers> {
  const folder = mkdtempSync(join(tmpdir(), 'cups-'))
  // What it starts runs as somebody else, who comes through here.
  for (let above = folder; !(statSync(above).mode & 1); above = dirname(above)) chmodSync(above, 0o711)
  const at = (name: string) => join(folder, name)
  for (const name of ['root', 'spool', 'cache', 'state', 'tmp']) mkdirSync(at(name))
  writeFileSync(
    at('cups-files.conf'),
    [
      'ServerRoot root',
      'RequestRoot spool',
      'CacheDir cache',
      'StateDir state',
      'TempDir tmp',
      'ErrorLog error',
      'AccessLog access',
      'PageLog page',
    ]
      .map((line) => line.replace(/ (.+)/, (_, name: string) => ` ${at(name)}`))
      .join('\n'),
  )
  writeFileSync(
    at('cupsd.conf'),
    `Listen ${at('socket')}
LogLevel debug
Browsing Off
WebInterface No
DefaultAuthType Basic
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit CUPS-Add-Modify-Printer CUPS-Delete-Printer>
    AuthType Default
    Require user @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`,
  )
  const server: ChildProcess = spawn(CUPSD, ['-f', '-c', at('cupsd.conf'), '-s', at('cups-files.conf')], { stdio: 'ignore' })
  const gone = once(server, 'exit')
  await vi.waitFor(async () => {
    const { stdout } = await execute('lpstat', ['-r'], { env: { ...process.env, CUPS_SERVER: at('socket'), LC_ALL: 'C' } })
    if (!stdout.includes('is running')) throw new Error(stdout)
  }, PATIENCE_MS)
  return {
    socket: at('socket'),
    log: () => readFileSync(at('error'), 'utf8'),
    async end() {
      server.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

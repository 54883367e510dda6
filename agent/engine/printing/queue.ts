/**
 * A queue of the print server (CUPS) for the time of a session, made and taken away by the server's own programs. A process that is killed takes nothing away; the agent
 * does then, when it sees that end. One that is killed as well does it when it is started again: it asks each queue of this kind whether its session still answers. What
 * other people made is left alone, whatever it is called.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ran, type Run, runIn } from '../../platform/platform.ts'
import { isInstalled } from '../../programs.ts'
import type { Means } from '../able.ts'
import type { Sweeping } from '../sweeping.ts'
import { PPD } from './ppd.ts'

const PREFIX = 'splashtop-'
export const queueOf = (session: string): string => `${PREFIX}${session}`

const [LOOK_MS, ANSWER_MS] = [3000, 3000]
const REASON_CHARS = 200

/**
 * Whether this computer lets us make queues. It is asked for one by a way that no server has: who may make queues is told that, who may not is told so first, and
 * there is none either way.
 */
export function printingIn(env: NodeJS.ProcessEnv): Means {
  if (!isInstalled('lpadmin', env)) return { missing: 'There is no CUPS on this system (`lpadmin`), which would take what is printed.' }
  const line = ['lpadmin', '-p', `${PREFIX}none`, '-v', 'nothing://'] as const
  const { stderr, error } = spawnSync(line[0], line.slice(1), {
    ...{ env: { ...env, LC_ALL: 'C' }, encoding: 'utf8', timeout: LOOK_MS, stdio: ['ignore', 'ignore', 'pipe'] },
  })
  if (/device-uri/.test(stderr ?? '')) return { line: ['lpadmin'] }
  return { missing: `CUPS lets the agent make no queue: ${reasonOf({ code: null, stdout: '', stderr: stderr || (error?.message ?? '') })}` }
}

/** @param called what people read of it */
export async function addQueue(run: Run, session: string, uri: string, called: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'queue-'))
  try {
    const description = join(folder, 'session.ppd')
    await writeFile(description, PPD)
    // A job that was not taken is over: it is tried no more, and stops no other one.
    const options = ['printer-error-policy=abort-job', 'printer-is-shared=false'].flatMap((option) => ['-o', option])
    // All has come when it answers, so there is nothing to wait for.
    const device = `${uri}?waitjob=false`
    const ran = await run('lpadmin', ['-p', queueOf(session), '-E', '-v', device, '-P', description, '-D', called, ...options])
    if (ran.code !== 0) throw new Error(`CUPS made no queue: ${reasonOf(ran)}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** True where it is there no more. */
export async function removeQueue(run: Run, session: string): Promise<boolean> {
  const { code, stderr } = await run('lpadmin', ['-x', queueOf(session)])
  return code === 0 || /does not exist/.test(stderr)
}

/** Takes away the queues whose sessions are no more. */
export async function sweepQueues(run: Run): Promise<void> {
  for (const { session, uri } of queuesIn((await run('lpstat', ['-v'])).stdout))
    if (!(await isAlive(session, uri))) await removeQueue(run, session)
}

/** What the agent does about queues, one thing after the other; nothing, where none can be made. A session that is gone has none that is anybody's who comes by its port. */
export function queueSweeping(printing: Means, env: NodeJS.ProcessEnv): Sweeping {
  const run = runIn(env)
  let turn: Promise<unknown> = 'missing' in printing ? Promise.resolve() : sweepQueues(run)
  return {
    gone(session) {
      if (!('missing' in printing)) turn = turn.then(() => removeQueue(run, session))
    },
    done: async () => void (await turn),
  }
}

/** What `lpstat -v` says of ours, by the printer that they lead to. */
export const queuesIn = (text: string): { session: string; uri: string }[] =>
  [...text.matchAll(/^device for splashtop-([\w-]{1,64}): ipp:(\/\/127\.0\.0\.1:\d{1,5}\/splashtop-\1\/[\w-]+)(?:\?\S*)?$/gm)].map(
    ([, session = '', rest = '']) => ({ session, uri: `http:${rest}` }),
  )

/** One that says nothing in time is busy. Somebody else may have its port by now. */
async function isAlive(session: string, uri: string): Promise<boolean> {
  try {
    const response = await fetch(uri, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' })
    return response.ok && (await response.text()) === queueOf(session)
  } catch (error) {
    return (error as Error).name === 'TimeoutError'
  }
}

const reasonOf = ({ stderr, stdout }: Ran): string =>
  (stderr || stdout)
    .replace(/^lpadmin: /, '')
    .trim()
    .split('\n')[0]
    ?.slice(0, REASON_CHARS) || 'it does not say why'

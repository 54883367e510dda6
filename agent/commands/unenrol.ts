/** `splashtop-agent unenrol`: this computer leaves its team. Its key is destroyed; what it has seen, and its log, stay. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { instant } from '../../protocol/instants.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { machineClock } from '../clock.ts'
import { type Command, textOf } from '../command.ts'
import { serverUrl } from '../connection.ts'
import { exit } from '../exit.ts'
import { Holding } from '../holding.ts'
import { Journal } from '../journal.ts'
import { Link } from '../link.ts'
import { lockState } from '../lock.ts'
import { sendBatch } from '../report.ts'
import { shown } from '../speaking.ts'
import { KEY, LOG, notEnrolled, openState, POLICIES, type State, stateFolder, TIMESTAMP } from '../state.ts'

const PATIENCE_MS = 10_000

export const unenrolCommand: Command = {
  name: 'unenrol',
  summary: 'take this computer out of its team',
  about:
    'Destroys the key of this computer and its policy, and tells the control plane by its log, where that can be reached. What it has seen stays, so that enrolling again resets nothing. In the team the computer remains until somebody removes it: `splashctl unenrol NAME`.',
  arguments: [],
  options: [{ flags: '--yes', says: 'do not ask' }],
  examples: [{ line: 'splashtop-agent unenrol --yes', says: 'Before the machine is given away' }],
  async run(speaking, _, options) {
    const folder = stateFolder(textOf(options, 'state'), speaking.env)
    const state = openState(folder)
    const identity = state.identity()
    if (!identity) throw notEnrolled(folder)
    const { displayName, team, computer } = identity
    if (options.yes !== true && !(await confirmed(speaking.process, displayName)))
      throw new ProblemError(problem('declined', 'It was not confirmed.', 'Only the word `yes` confirms it. Nothing was changed.'))
    const release = lockState(folder)
    try {
      const journal = new Journal(join(folder, LOG))
      journal.tell({ time: instant(Date.now()), event: 'unenrolled', details: { team, computer } })
      const isTold = await told(state, journal, speaking.env)
      for (const name of [KEY, TIMESTAMP, 'trust.json', 'clock.json', 'running.json']) state.remove(name)
      for (const name of readdirSync(join(folder, POLICIES))) state.remove(join(POLICIES, name))
      state.remove('identity.json')
      if (speaking.json) speaking.document({ version: 1, team, computer, told: isTold })
      else
        speaking.out(
          `This computer is none of team \`${shown(team)}\` any more${isTold ? '' : '; the control plane was not reached and does not know yet'}. There: \`splashctl unenrol ${shown(computer)}\`.\n`,
        )
      return exit.success
    } finally {
      release()
    }
  },
}

/** Everything that it has to tell, once; whether it could. */
async function told(state: State, journal: Journal, env: NodeJS.ProcessEnv): Promise<boolean> {
  const key = state.key()
  if (!key) return false
  const holding = new Holding(state, machineClock())
  const { team, agentId, server, ca } = holding.identity
  const link = new Link({
    ...{ url: serverUrl(server), ca, key, keyid: `${team}/${agentId}`, env },
    now: () => holding.toldNow(),
    learnTime: (at) => holding.learnTime(at),
  })
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    for (let batch = journal.batch(); batch; batch = journal.batch())
      if (!journal.sent(await sendBatch(link.server(), batch, signal))) return false
    return true
  } catch {
    return false // it may be away: then it learns of it from somebody else
  } finally {
    link.close()
  }
}

async function confirmed({ stdin, stderr }: NodeJS.Process, displayName: string): Promise<boolean> {
  if (!stdin.isTTY) throw new ProblemError(problem('confirmation-needed', 'There is no terminal to ask on.', 'Run again with `--yes`.'))
  const asking = createInterface({ input: stdin, output: stderr })
  try {
    return (await asking.question(`Take \`${shown(displayName)}\` out of its team, and destroy its key? (yes) `)).trim() === 'yes'
  } finally {
    asking.close()
  }
}

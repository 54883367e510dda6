/** `splashtop-agent enrol`: this computer becomes one of a team. */
import { readFileSync } from 'node:fs'
import { text as textIn } from 'node:stream/consumers'
import { isFingerprint } from '../../protocol/keys.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { machineClock } from '../clock.ts'
import { type Command, type Options, textOf } from '../command.ts'
import { alreadyEnrolled, enrol, isEnrolled } from '../enrolling.ts'
import { type ExitCode, exit } from '../exit.ts'
import { lockState } from '../lock.ts'
import { platform } from '../platform/platform.ts'
import { type Speaking, shown } from '../speaking.ts'
import { type Identity, openState, stateFolder } from '../state.ts'

export const enrolCommand: Command = {
  name: 'enrol',
  summary: 'enrol this computer in a team',
  about:
    'Makes a key that never leaves this computer, and shows the control plane the code of a deployment package. The fingerprint, which comes with the code, is that of the key that everything else must lead back to: without it whoever answers could say what it likes.\n\nWhere the package asks for an approval, the command waits for it; broken off and started again, it goes on waiting for the same.',
  arguments: [{ name: 'CODE', says: 'the code of a deployment package, or - to read it from stdin' }],
  options: [
    { flags: '--server URL', says: 'where agents reach the control plane: https, except on this very machine' },
    { flags: '--root FINGERPRINT', says: 'the fingerprint of the root key: SHA256:…' },
    { flags: '--code-file FILE', says: 'read the code from a file, so that it is in no list of processes' },
    { flags: '--name NAME', says: 'the name of this computer, where the package takes one' },
    { flags: '--ca FILE', says: 'the authority that signs the server’s certificate, in PEM, where it is one of your own' },
    {
      flags: '--as HOSTNAME',
      says: 'stand beside other agents on this machine, as a computer of this name that leaves the machine alone: for trying things',
    },
    { flags: '--again', says: 'go on as the computer that this is, by a new key' },
    { flags: '--unless-enrolled', says: 'do nothing where this computer is enrolled already by the same root: for scripts that run again' },
  ],
  examples: [
    {
      line: 'splashtop-agent enrol 4F7K2M9QX3BD --server https://control.acme.example --root SHA256:…',
      says: 'As a deployment package says it',
    },
    { line: 'splashtop-agent enrol - --server https://control.acme.example --root SHA256:… < code', says: 'The code from stdin' },
  ],
  async run(speaking, [word], options) {
    const [server, fingerprint] = [needed(options, 'server', '--server URL'), needed(options, 'root', '--root FINGERPRINT')]
    if (!isFingerprint(fingerprint)) throw usage(`\`${fingerprint}\` is no fingerprint.`, 'Copy it whole: `SHA256:` and 43 characters.')
    const code = await codeFrom(speaking, word, textOf(options, 'codeFile'))
    const caFile = textOf(options, 'ca')
    const ca = caFile === undefined ? undefined : fileAt(caFile)
    const folder = stateFolder(textOf(options, 'state'), speaking.env)
    const state = openState(folder, { make: true })
    const known = state.identity()
    if (options.unlessEnrolled === true && isEnrolled(known)) {
      if (known.fingerprint !== fingerprint) throw alreadyEnrolled(known)
      return enrolled(speaking, known, 'already')
    }
    const release = lockState(folder)
    const stop = new AbortController()
    const onSignal = () => stop.abort()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) speaking.process.once(signal, onSignal)
    let told = false
    try {
      const identity = await enrol({
        ...{ state, clock: machineClock(), platform: await platform(), env: speaking.env, code, server, fingerprint, ca },
        ...{ name: textOf(options, 'name'), as: hostNameOf(options), again: options.again === true, signal: stop.signal },
        waiting({ computer, fingerprint: of }) {
          if (!told)
            speaking.err(`Waiting for somebody to approve \`${shown(computer)}\`, whose key is ${shown(of)} (\`splashctl approve\`).\n`)
          told = true
        },
      })
      return enrolled(speaking, identity, `Start the agent: \`${starting(textOf(options, 'state'))}\``)
    } catch (error) {
      if (!stop.signal.aborted) throw error
      speaking.err('Broken off. Run the same again to go on.\n')
      return exit.interrupted
    } finally {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) speaking.process.off(signal, onSignal)
      release()
    }
  },
}

function enrolled(speaking: Speaking, { agentId, team, computer, displayName, server }: Identity, next: string): ExitCode {
  if (speaking.json) speaking.document({ version: 1, agentId, team, computer, displayName, server })
  else
    speaking.out(`This computer is \`${shown(displayName)}\` of team \`${shown(team)}\`${next === 'already' ? ' already' : `. ${next}`}.\n`)
  return exit.success
}

/** Where its state is elsewhere, no unit knows of it. */
const starting = (state: string | undefined): string =>
  state === undefined ? 'systemctl enable --now splashtop-agent' : `splashtop-agent run --state ${shown(state)}`

function hostNameOf(options: Options): string | undefined {
  const name = textOf(options, 'as')
  if (name === undefined || /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(name)) return name
  throw usage(`\`${name}\` is no host name.`, 'Write letters, digits, dots and hyphens: `bench-1`.')
}

function needed(options: Options, name: string, flag: string): string {
  const value = textOf(options, name)
  if (value === undefined) throw usage(`\`${flag}\` is missing.`, 'The deployment package has it beside the code.')
  return value
}

async function codeFrom({ process }: Speaking, word: string | undefined, file: string | undefined): Promise<string> {
  if ((word === undefined) === (file === undefined)) throw usage('One code is needed.', 'Name it, or `-` for stdin, or `--code-file FILE`.')
  const text = file !== undefined ? fileAt(file) : word === '-' ? await textIn(process.stdin) : (word as string)
  const code = text.trim()
  if (!/^[0-9A-Za-z-]{6,64}$/.test(code)) throw usage('That is no code.', 'A code is 12 digits and capital letters. It is not shown here.')
  return code
}

function fileAt(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw usage(`\`${path}\` can't be read (${(error as NodeJS.ErrnoException).code}).`, 'Name a file that is there.')
  }
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

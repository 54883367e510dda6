/** Two-step verification: one's own set up, passed and turned off, and somebody else's reset. Secrets are shown once, to whoever sets them up. */
import type { RemoteTwoStep } from '../../providers/control-plane/http/two-step.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { openRemote } from '../backend.ts'
import { type Command, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { exit } from '../exit.ts'
import { findProject } from '../request.ts'
import { pass, readCode } from '../second-step.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

const ACTIONS = ['status', 'enrol', 'confirm', 'verify', 'codes', 'remove', 'reset']

export const twoStep: Command = {
  name: 'two-step',
  summary: 'Set up, pass and reset two-step verification',
  about:
    'Who has it on proves with each token, once in thirty days, by a code of an authenticator app that it is them; before that the token is good for nothing else. Of whom it is required (administrators, unless the Team says otherwise), has no session on a computer without. enrol shows a secret for the app, asks for a code of it, and shows ten recovery codes for the day on which the app is lost; confirm takes the code where enrol could not ask. verify passes it, codes makes new recovery codes, remove turns it off. reset turns off that of somebody who has lost both, for who may edit the user. Codes are typed, or read from a file or stdin.',
  arguments: [
    { name: 'ACTION', says: 'status, enrol, confirm, verify, codes, remove or reset', required: true, choices: ACTIONS },
    { name: 'USER', says: 'whose is reset', namesOf: 'users' },
  ],
  options: [{ flags: '--code-file FILE', says: 'read the code from this file; - for stdin' }],
  examples: [
    { line: 'splashctl two-step enrol', says: 'set it up' },
    { line: 'splashctl two-step verify', says: 'pass it, where a token has not, or long ago' },
    { line: 'splashctl two-step reset grace', says: 'for Grace, who has lost app and recovery codes' },
  ],
  async run(context, [action = '', user], options) {
    if ((action === 'reset') !== (user !== undefined))
      throw new ProblemError(
        problem(
          'usage',
          action === 'reset' ? '`two-step reset` needs the name of a user.' : `\`two-step ${action}\` is about you, and takes no name.`,
          'Write `splashctl two-step reset USER`, or leave the name out.',
        ),
      )
    const remote = await openRemote(context, await findProject(context))
    try {
      const told = await (acts[action] as Act)(context, remote.twoStep, { file: textOption(options, 'codeFile'), user: user ?? '' })
      context.progress.end()
      if (context.json) context.document({ version: 1, action, ...told })
      return exit.success
    } finally {
      await remote.close()
    }
  },
}

/** Does it, tells a person, and gives what the document of `--json` says. */
type Act = (context: Context, remote: RemoteTwoStep, wish: { file: string | undefined; user: string }) => Promise<object>

const acts: Readonly<Record<string, Act>> = {
  async status(context, remote) {
    const state = await remote.state()
    tell(context, [
      state.since === null
        ? `Two-step verification is off${state.required ? '. It is required of you: no session on a computer without; `splashctl two-step enrol` sets it up.' : '.'}`
        : `Two-step verification is on since ${toTheSecond(state.since)}${state.required ? ', and required of you' : ''}.`,
      ...(state.since === null ? [] : [passedWords(state.until)]),
    ])
    return state
  },
  async enrol(context, remote, { file }) {
    const { secret, uri } = await remote.begin()
    tell(context, [
      'Give this to your authenticator app, as a new entry that changes with time. It is shown this once:',
      `  ${(secret.match(/.{4}/g) ?? []).join(' ')}`,
      `  ${uri}`,
    ])
    if (context.json || (file === undefined && !context.stdin.isTTY)) {
      tell(context, ['Then run `splashctl two-step confirm`, with a code of it.'])
      return { secret, uri }
    }
    return confirmed(context, remote, file)
  },
  confirm: (context, remote, { file }) => confirmed(context, remote, file),
  async verify(context, remote, { file }) {
    const recoveryCodesLeft = await pass(context, remote, file)
    tell(context, ['The second step is passed.', ...(recoveryCodesLeft > 2 ? [] : [leftWords(recoveryCodesLeft)])])
    return { recoveryCodesLeft }
  },
  async codes(context, remote, { file }) {
    const recoveryCodes = await remote.renew(await readCode(context, file))
    show(context, recoveryCodes)
    return { recoveryCodes }
  },
  async remove(context, remote, { file }) {
    await remote.remove(await readCode(context, file))
    tell(context, ['Two-step verification is off.'])
    return {}
  },
  async reset(context, remote, { user }) {
    await remote.reset(user)
    tell(context, [`Two-step verification of ${visibleLine(user)} is off, until it is set up again.`])
    return { user }
  },
}

async function confirmed(context: Context, remote: RemoteTwoStep, file: string | undefined): Promise<object> {
  const recoveryCodes = await remote.confirm(await readCode(context, file))
  tell(context, ['Two-step verification is on, and passed here. Your other tokens have to pass it: `splashctl two-step verify`.'])
  show(context, recoveryCodes)
  return { recoveryCodes }
}

function show(context: Context, recoveryCodes: readonly string[]): void {
  tell(context, [
    'Recovery codes, each good once, shown this once; keep them where the app is not:',
    ...recoveryCodes.map((one) => `  ${one}`),
  ])
}

const passedWords = (until: string | null): string =>
  until === null
    ? 'This token has not passed it: `splashctl two-step verify`.'
    : `This token has passed it, and has to again at ${toTheSecond(until)}.`
const leftWords = (left: number): string =>
  `${left === 0 ? 'No recovery code is' : left === 1 ? 'One recovery code is' : `${left} recovery codes are`} left: \`splashctl two-step codes\` makes new ones.`

function tell(context: Context, lines: readonly string[]): void {
  context.progress.end()
  if (!context.json) context.out.write(`${lines.join('\n')}\n`)
}

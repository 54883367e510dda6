/** API tokens of the control plane: one's own, those of pipelines, invitations. The text of a token is shown once, to whoever made it. */
import { resolve } from 'node:path'
import type { Identity } from '../../schema/kind.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import type { TokenView, Wish } from '../../server/credentials.ts'
import { openRemote } from '../backend.ts'
import { type Command, listOption, type Options, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit } from '../exit.ts'
import { type PrivateFile, privateFile } from '../private-file.ts'
import { findProject } from '../request.ts'
import { table } from '../table.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

export const token: Command = {
  name: 'token',
  summary: 'Create, list and revoke API tokens',
  about:
    'A token acts as you, or (`--pipeline`) as a pipeline under your name with a role of its own, which may never do more than you may. `--invite` makes a one-time token for a user who has not signed in yet. Tokens hold for 90 days unless you say otherwise, only from the addresses of `--allow` if there are any, and end with the user whom they belong to. A token is shown once, or written to a file that others can’t read.',
  arguments: [
    { name: 'ACTION', says: 'create, list or revoke', required: true, choices: ['create', 'list', 'revoke'] },
    { name: 'ID', says: 'the token to revoke' },
  ],
  options: [
    { flags: '--pipeline NAME', says: 'for a pipeline of this name; needs --role' },
    { flags: '--role ROLE', says: 'the role of the pipeline: a built-in or a custom one' },
    { flags: '--invite USER', says: 'a one-time token, for a user who has not signed in yet', namesOf: 'users' },
    { flags: '--description TEXT', says: 'what it is for' },
    { flags: '--days COUNT', says: 'how long it holds: 90 days, an invitation 1' },
    { flags: '--allow CIDR', says: 'only from these addresses', repeated: true },
    { flags: '--out FILE', says: 'write the token to a new file (0600) instead of showing it' },
  ],
  examples: [
    { line: 'splashctl token create --pipeline deploy --role admin --out deploy.token', says: 'for a pipeline' },
    { line: 'splashctl token create --invite grace', says: 'so that Grace can sign in' },
    { line: 'splashctl token list', says: 'which there are' },
    { line: 'splashctl token revoke 0a1b2c3d4e5f', says: 'at once, and for good' },
  ],
  async run(context, [action, id], options) {
    const project = await findProject(context)
    const wish = action === 'create' ? wishOf(options) : undefined
    if (action === 'revoke' && id === undefined)
      throw usage('`token revoke` needs the id of the token.', 'Run `splashctl token list`, then `splashctl token revoke ID`.')
    if (action !== 'revoke' && id !== undefined) throw usage(`\`token ${action}\` takes no \`${id}\`.`, 'Leave it out.')
    const remote = await openRemote(context, project)
    const out = textOption(options, 'out')
    const file = wish && out !== undefined ? privateFile(resolve(context.folder, out)) : undefined
    try {
      if (action === 'list') return list(context, await remote.tokens())
      if (action === 'revoke') return revoked(context, await remote.revoke(id as string))
      return created(context, await remote.issue(wish as Wish), file)
    } catch (error) {
      file?.drop()
      throw error
    } finally {
      await remote.close()
    }
  },
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

function wishOf(options: Options): Wish {
  const [pipeline, role, invite] = [textOption(options, 'pipeline'), textOption(options, 'role'), textOption(options, 'invite')]
  const [description, days] = [textOption(options, 'description'), textOption(options, 'days')]
  if (pipeline !== undefined && invite !== undefined)
    throw usage('A token is for a pipeline or an invitation.', 'Leave `--pipeline` or `--invite` out.')
  if ((pipeline === undefined) !== (role === undefined))
    throw usage('A pipeline has a name and a role.', 'Write `--pipeline NAME --role ROLE`.')
  if (pipeline !== undefined && !/^[a-z0-9][a-z0-9._-]{0,252}$/.test(pipeline))
    throw usage(`\`${pipeline}\` is no name of a pipeline.`, 'Write small letters, digits, dots, dashes and underscores: `deploy-prod`.')
  if (days !== undefined && !/^[1-9]\d{0,2}$/.test(days))
    throw usage(`\`${days}\` is no number of days.`, 'Write whole days, from 1 to 366.')
  const allow = listOption(options, 'allow')
  return {
    ...(pipeline !== undefined && { holder: { pipeline, role: role as string } }),
    ...(invite !== undefined && { holder: { user: invite }, once: true as const }),
    ...(description !== undefined && { description }),
    ...(days !== undefined && { days: Number(days) }),
    ...(allow.length > 0 && { allow }),
  }
}

function created(context: Context, { text, token: made }: { text: string; token: TokenView }, file: PrivateFile | undefined): ExitCode {
  file?.write(`${text}\n`)
  context.progress.end()
  if (context.json) {
    context.document({ version: 1, token: made, ...(file ? { file: file.path } : { text }) })
    return exit.success
  }
  const whose = made.once ? `one sign-in of ${holderOf(made.identity)}` : holderOf(made.identity)
  context.err.write(`A token for ${visibleLine(whose)}, until ${toTheSecond(made.expires)}; its id is ${made.id}.\n`)
  if (!file) {
    context.err.write('It is shown this once:\n')
    context.out.write(`${text}\n`)
  } else context.err.write(`It is in ${visibleLine(file.path)}.\n`)
  if (made.once) context.err.write(`Hand it over on a safe way; \`splashctl login\` asks for it.\n`)
  return exit.success
}

function list(context: Context, tokens: readonly TokenView[]): ExitCode {
  context.progress.end()
  if (context.json) context.document({ version: 1, tokens })
  else if (tokens.length === 0) context.err.write('There are no tokens.\n')
  else
    context.out.write(
      table(
        ['ID', 'FOR', 'STATE', 'UNTIL', 'BY', 'DESCRIPTION'],
        tokens.map((one) => [one.id, holderOf(one.identity), stateOf(one), toTheSecond(one.expires), one.issuedBy, one.description]),
        context.out,
      ),
    )
  return exit.success
}

function revoked(context: Context, one: TokenView): ExitCode {
  context.progress.end()
  if (context.json) context.document({ version: 1, token: one })
  else context.out.write(`The token ${one.id} of ${visibleLine(holderOf(one.identity))} is revoked.\n`)
  return exit.success
}

const holderOf = (identity: Identity): string =>
  'user' in identity ? identity.user : 'pipeline' in identity ? `pipeline ${identity.pipeline} (${identity.role})` : identity.operator

function stateOf({ revoked: at, used, expires, once }: TokenView): string {
  if (at !== undefined) return 'revoked'
  if (used !== undefined) return 'used'
  if (!(Date.now() < Date.parse(expires))) return 'expired'
  return once ? 'for one sign-in' : 'holds'
}

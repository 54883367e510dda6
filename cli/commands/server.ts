/**
 * The control plane as a server: `run` serves it, `init` begins a team and hands out the first token, `migrate-store` moves a SQLite file into
 * PostgreSQL, `backup` copies the database, `reset-two-step` helps the owner who has lost app and recovery codes.
 */
import { resolve } from 'node:path'
import { ProblemError, problem } from '../../schema/problem.ts'
import { osActor } from '../../server/embedded.ts'
import { type Command, type Options, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit } from '../exit.ts'
import { privateFile } from '../private-file.ts'
import { databaseOptions, openStore } from '../server-store.ts'
import { visibleLine } from '../visible.ts'

const ACTIONS = ['run', 'init', 'migrate-store', 'backup', 'reset-two-step'] as const

export const server: Command = {
  name: 'server',
  summary: 'Serve a control plane to a team, or prepare one',
  about:
    'run (what it does when nothing is said) serves the control plane over HTTP, until SIGTERM or Ctrl-C: it then finishes what is under way. On 127.0.0.1 it speaks plain HTTP, elsewhere it needs a certificate. init begins a team with its owner, or for a team that is there just makes another token for its owner, and writes a one-time token to a new file, with which `splashctl login` signs in. migrate-store moves a SQLite database with all its history into the PostgreSQL database that SPLASHTOP_DATABASE names, for several servers on one. backup copies the database to a file, as `splashctl backup` does for one that is embedded. reset-two-step turns off the two-step verification of a user, for the owner above all, whom nobody else may help. The keys lie outside of the database; set SPLASHTOP_KEYS to where all servers of one database find them.',
  arguments: [
    { name: 'ACTION', says: 'run, init, migrate-store, backup or reset-two-step', words: ACTIONS },
    { name: 'FILE', says: 'of backup: the file to write; of reset-two-step: the user', completes: 'files' },
  ],
  options: [
    ...databaseOptions,
    { flags: '--listen ADDRESS', says: 'where to listen, as host:port; 127.0.0.1:8443 when nothing is said' },
    { flags: '--tls-cert FILE', says: 'the certificate with its chain, in PEM; read again on SIGHUP' },
    { flags: '--tls-key FILE', says: 'its key, in PEM' },
    { flags: '--trusted-proxy CIDR', says: 'whose X-Forwarded-For is believed', repeated: true },
    { flags: '--pack NAME', says: 'guardrails that every apply must pass, whatever its project says', repeated: true },
    { flags: '--log-level LEVEL', says: 'what is logged: info when nothing is said', choices: ['debug', 'info', 'warn', 'error'] },
    { flags: '--team NAME', says: 'of init and reset-two-step: the team' },
    { flags: '--owner NAME', says: 'of init: the owner, by the name that the files declare' },
    { flags: '--email ADDRESS', says: 'of init: the e-mail address of the owner' },
    { flags: '--token-file FILE', says: 'of init: the file to write; owner.token when nothing is said' },
    { flags: '--from DIR', says: 'of migrate-store: the folder of the SQLite database' },
  ],
  examples: [
    { line: 'splashctl server init --team acme --owner ada --email ada@acme.example', says: 'begin a team' },
    { line: 'splashctl server', says: 'serve it to this machine' },
    { line: 'splashctl server --listen 0.0.0.0:8443 --tls-cert server.pem --tls-key server.key', says: 'to everybody' },
    {
      line: 'SPLASHTOP_DATABASE=postgres://control@db/control splashctl server migrate-store --from .splashtop',
      says: 'when one machine is not enough',
    },
  ],
  run(context, [action = 'run', file], options) {
    if (action === 'run') return serving(context, options)
    if (action === 'init') return begun(context, options)
    if (action === 'migrate-store') return migrated(context, options)
    if (action === 'backup') return backedUp(context, file, options)
    if (action === 'reset-two-step') return withoutTwoStep(context, file, options)
    throw usage(`\`${action}\` is nothing that a server does.`, `Write one of ${ACTIONS.map((one) => `\`${one}\``).join(', ')}.`)
  },
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

async function serving(context: Context, options: Options): Promise<ExitCode> {
  const { runServer } = await import('../serving.ts')
  return runServer(context, options)
}

async function begun(context: Context, options: Options): Promise<ExitCode> {
  const team = textOption(options, 'team')
  if (team === undefined) throw usage('`server init` needs the name of the team.', 'Write `--team NAME`, as `team` in splashtop.yaml.')
  const { beginTeam } = await import('../../server/begin.ts')
  const { controlPlane } = await import('../../server/control-plane.ts')
  const { alone, makeDeviceKeys } = await import('../../server/devices/keys.ts')
  const { readKeys } = await import('../../server/keys.ts')
  const { store, keyFolder, close } = await openStore(context, options)
  const file = privateFile(resolve(context.folder, textOption(options, 'tokenFile') ?? 'owner.token'))
  try {
    const isNew = (await store.head(team)) === 0
    if (isNew) {
      const [owner, email] = [textOption(options, 'owner'), textOption(options, 'email')]
      if (owner === undefined || email === undefined)
        throw usage(`Team \`${team}\` is new, and needs an owner.`, 'Write `--owner NAME --email ADDRESS`, as the files declare the owner.')
      await beginTeam(store, keyFolder, { team, owner: { name: owner, email } }, osActor())
    }
    // Who comes for a token because everything is lost gets one, keys or not.
    const root = readKeys(keyFolder) && (await alone(keyFolder, () => makeDeviceKeys(keyFolder, store.databaseId, Date.now()))).fingerprint
    const plane = controlPlane(store, team, keyFolder)
    const owner = (await plane.world()).find('Team', team)?.spec.owner
    if (owner === undefined) throw usage(`Team \`${team}\` has no owner.`, 'Apply files that declare the Team and its owner first.')
    const { text, token } = await plane.credentials.issue(osActor(), { holder: { user: owner }, once: true, description: 'server init' })
    file.write(`${text}\n`)
    if (context.json) context.document({ version: 1, team, owner, file: file.path, expires: token.expires, ...(root && { root }) })
    else {
      context.out.write(
        `${isNew ? `Team ${visibleLine(team)} has begun, with ${visibleLine(owner)} as its owner.` : `Team ${visibleLine(team)} is there; its owner is ${visibleLine(owner)}.`}\n`,
      )
      context.err.write(
        `A one-time token for ${visibleLine(owner)} is in ${visibleLine(file.path)}; it holds for a day. Next, in the project, once the server runs:\n\n`,
      )
      context.err.write(`  splashctl login --server URL --team ${team} --token-file ${visibleLine(file.path)}\n\n`)
      if (root) context.err.write(`Agents trust this control plane by its root, ${root}; \`splashctl keys\` says what to do with it.\n`)
    }
    return exit.success
  } catch (error) {
    file.drop()
    throw error
  } finally {
    await close()
  }
}

async function migrated(context: Context, options: Options): Promise<ExitCode> {
  const from = textOption(options, 'from')
  if (from === undefined || !context.env.SPLASHTOP_DATABASE)
    throw usage(
      '`server migrate-store` needs a database to read and one to write.',
      'Write `--from DIR`, and set SPLASHTOP_DATABASE to the URL of an empty PostgreSQL database.',
    )
  const { migrateStore } = await import('../../server/store/migrate.ts')
  const source = await openStore({ ...context, env: { ...context.env, SPLASHTOP_DATABASE: '' } }, { data: from }, { alone: true })
  try {
    const target = await openStore(context, {})
    try {
      context.progress.phase('copy')
      const { teams, resources, revisions } = await migrateStore(source.store, target.store)
      context.progress.end()
      if (context.json) context.document({ version: 1, from: source.name, to: target.name, teams, resources, revisions })
      else {
        context.out.write(
          `${visibleLine(source.name)} is in ${visibleLine(target.name)}: ${resources} resources of ${teams} teams, ${revisions} revisions, read again and compared.\n`,
        )
        context.err.write('The keys serve it as they are. Move the old database away, so that nobody goes on with it.\n')
      }
      return exit.success
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function backedUp(context: Context, file: string | undefined, options: Options): Promise<ExitCode> {
  if (file === undefined) throw usage('`server backup` needs a file to write.', 'Write `splashctl server backup FILE`.')
  const { store, keyFolder, close } = await openStore(context, options)
  try {
    const path = resolve(context.folder, file)
    await store.backup(path)
    if (context.json) context.document({ version: 1, file: path, keys: keyFolder })
    else {
      context.out.write(`The database is backed up in ${visibleLine(path)}.\n`)
      context.err.write(`The keys are not in it: keep a copy of ${visibleLine(keyFolder)} in another place.\n`)
    }
    return exit.success
  } finally {
    await close()
  }
}

async function withoutTwoStep(context: Context, user: string | undefined, options: Options): Promise<ExitCode> {
  const team = textOption(options, 'team')
  if (team === undefined || user === undefined)
    throw usage('`server reset-two-step` needs a team and a user.', 'Write `splashctl server reset-two-step --team NAME USER`.')
  const { controlPlane } = await import('../../server/control-plane.ts')
  const { store, keyFolder, close } = await openStore(context, options)
  try {
    await controlPlane(store, team, keyFolder).twoStep.reset(osActor(), user)
    if (context.json) context.document({ version: 1, team, user })
    else context.out.write(`Two-step verification of ${visibleLine(user)} is off, until it is set up again.\n`)
    return exit.success
  } finally {
    await close()
  }
}

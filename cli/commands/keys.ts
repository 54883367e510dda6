/**
 * The keys that agents trust, on the machine of the control plane: `init` makes them, `rotate` replaces the online key, `rotate-root` the root,
 * and `restore` says that the database was put back from a backup. The root's own key is needed for each, and should lie elsewhere.
 */
import { resolve } from 'node:path'
import type { DeviceKeys } from '../../server/devices/keys.ts'
import { type Command, type Options, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit, exitOf } from '../exit.ts'
import { databaseOptions, openStore } from '../server-store.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

const ACTIONS = ['list', 'init', 'rotate', 'rotate-root', 'restore'] as const
type Action = (typeof ACTIONS)[number]

export const keys: Command = {
  name: 'keys',
  summary: 'Show, make and rotate the keys that agents trust',
  about:
    'An agent is given the fingerprint of the root when it is installed, and believes what leads from it: the root signs an online key, and with that the servers sign policies, for 90 days. Run this on the machine of the control plane. list (what it does when nothing is said) shows fingerprint, epoch, serial and until when. init makes both keys, as `server init` does. Then move `root-1.key` out of the folder that is shown to a medium that no network reaches, with a copy in another place: the servers never need it. rotate makes the next online key, rotate-root the next root, which the one before signs, so that agents follow; the key of the former root can then be destroyed. restore is for after the database was put back from a backup: its revisions are not those that agents have seen, and they take them only in a new epoch. All three ask for the key of the newest root: bring it and name it by `--root-key`. Servers that run take the new keys by themselves; where several have folders of their own, copy `devices` to each, without the root.',
  arguments: [{ name: 'ACTION', says: 'list, init, rotate, rotate-root or restore', choices: ACTIONS }],
  options: [...databaseOptions, { flags: '--root-key FILE', says: 'the key of the newest root, where it was moved away: root-N.key' }],
  examples: [
    { line: 'splashctl keys', says: 'fingerprint, and until when the online key holds' },
    { line: 'splashctl keys rotate --root-key /media/vault/root-1.key', says: 'the next online key' },
    { line: 'splashctl keys restore --root-key /media/vault/root-1.key', says: 'after the database came from a backup' },
  ],
  async run(context, [action = 'list'], options) {
    const store = await openStore(context, options)
    try {
      return await done(context, action as Action, options, { keyFolder: store.keyFolder, database: store.store.databaseId })
    } finally {
      await store.close()
    }
  },
}

interface Where {
  keyFolder: string
  database: string
}

async function done(context: Context, action: Action, options: Options, { keyFolder, database }: Where): Promise<ExitCode> {
  const here = await import('../../server/devices/keys.ts')
  const given = textOption(options, 'rootKey')
  const now = Date.now()
  const rotating = { now, ...(given !== undefined && { rootKey: resolve(context.folder, given) }) }
  const change: Readonly<Record<Action, () => DeviceKeys>> = {
    list: () => here.neededDeviceKeys(keyFolder),
    init: () => here.makeDeviceKeys(keyFolder, database, now),
    rotate: () => here.rotateOnline(keyFolder, rotating),
    'rotate-root': () => here.rotateRoot(keyFolder, rotating),
    restore: () => here.raiseEpoch(keyFolder, rotating),
  }
  const found = action === 'list' ? change.list() : await here.alone(keyFolder, change[action])
  const problems = here.keyProblems(found, now)
  const { root, fingerprint, online, folder } = found
  const { epoch, serial, notBefore, notAfter } = online
  if (context.json) {
    context.document({
      ...{ version: 1, database, folder, online: { epoch, serial, notBefore, notAfter }, problems },
      root: { number: root.root, fingerprint, issuedAt: root.issuedAt },
    })
    return exitOf(problems)
  }
  const says: Partial<Record<Action, string>> = {
    rotate: 'Agents take the new online key when they next ask.',
    'rotate-root': `Agents follow to the new root by themselves; new installations are given its fingerprint. Destroy the key of root ${root.root - 1} once you have moved the new one away.`,
    restore: 'Agents take the revisions of this epoch from 1 on, whatever they have seen before.',
  }
  context.report(problems)
  const lines = [
    ['root', `${fingerprint}  (number ${root.root}, since ${toTheSecond(root.issuedAt)})`],
    ['online key', `serial ${serial}, epoch ${epoch}, until ${toTheSecond(notAfter)}`],
    ['folder', visibleLine(folder)],
  ]
  context.out.write(lines.map(([name = '', text = '']) => `${name.padEnd(12)}${text}\n`).join(''))
  if (says[action] !== undefined) context.err.write(`${says[action]}\n`)
  return exit.success
}

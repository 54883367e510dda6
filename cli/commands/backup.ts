/** A consistent copy of the control plane's database, made while others may go on applying. */
import { resolve } from 'node:path'
import { openBackend } from '../backend.ts'
import type { Command } from '../command.ts'
import { exit } from '../exit.ts'
import { findProject } from '../request.ts'
import { visibleLine } from '../visible.ts'

export const backup: Command = {
  name: 'backup',
  summary: 'Copy the control plane’s database to a file',
  about:
    'Writes one file that holds everything but the keys: those that seal codes and sign the audit log lie outside the database, and are backed up by themselves. An existing file is not overwritten.',
  arguments: [{ name: 'FILE', says: 'the file to write', required: true, completes: 'files' }],
  options: [],
  examples: [{ line: 'splashctl backup /backups/acme-2026-03-02.db', says: 'a copy of today' }],
  async run(context, [file = '']) {
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false, asItIs: true })
    try {
      const path = resolve(context.folder, file)
      const { revision, keys } = await backend.controlPlane.backup(path)
      if (context.json) context.document({ version: 1, file: path, revision, keys })
      else {
        context.out.write(`Revision ${revision} is backed up in ${visibleLine(path)}.\n`)
        context.err.write(`The keys are not in it: keep a copy of ${visibleLine(keys)} in another place.\n`)
      }
      return exit.success
    } finally {
      await backend.close()
    }
  },
}

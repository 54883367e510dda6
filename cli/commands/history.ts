/** The commits of a team, newest first: who applied what, when, from which commit. */

import { openBackend } from '../backend.ts'
import type { Command } from '../command.ts'
import { exit } from '../exit.ts'
import { limitOf, limitOption } from '../limit.ts'
import { findProject } from '../request.ts'

export const history: Command = {
  name: 'history',
  summary: 'List the commits, newest first',
  about:
    'Each commit is one revision: when it was made, by whom, for which manager and from which Git commit (with `+edits` if the files were not what that holds, with `+unverified` if that could not be told), and how much it changed. A revision can be asked about: `splashctl access --revision 12` tells who could reach what while it was in force, `splashctl explain` likewise why, `splashctl diff 11 12` what it changed and what that meant.',
  arguments: [],
  options: [limitOption],
  examples: [
    { line: 'splashctl history', says: 'the last commits' },
    { line: 'splashctl history -n 1 --json', says: 'the last one, for a program' },
  ],
  async run(context, _args, options) {
    const limit = limitOf(options)
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      const entries = await backend.controlPlane.history(limit)
      if (context.json) context.document({ version: 1, revisions: entries })
      else if (entries.length === 0) context.err.write('Nothing was applied yet.\n')
      else {
        const { revisionTable } = await import('../revision-table.ts')
        context.out.write(revisionTable(entries, context.out))
      }
      return exit.success
    } finally {
      await backend.close()
    }
  },
}

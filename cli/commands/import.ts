/** Makes declarations of what is there already: the whole live team, or the users of a table. It writes new files, and nothing else. */
import { ProblemError, problem } from '../../schema/problem.ts'
import { openBackend, readLive } from '../backend.ts'
import type { Command, Options } from '../command.ts'
import { importLive } from '../import-of-live.ts'
import { importTable } from '../import-of-table.ts'
import { findProject } from '../request.ts'

const forLive = { all: '--all', unmanaged: '--unmanaged', computers: '--computers' }
const forTable = { createGroups: '--create-groups', update: '--update' }

export const importCommand: Command = {
  name: 'import',
  summary: 'Declare what is live, or the users of a CSV file',
  about: `Without a file, the whole live team becomes declarations: a file for each kind, references by name, secrets as the handles they were declared by. A plan of them by the same manager changes nothing. What another manager declares is named in a comment and left to it.

With a CSV file, its users become declarations. The columns are those of the vendor's console, in any order, case and language of the two: account (the e-mail address), group, display name, licence, role. Who exists already is not declared again. Whose address belongs to the domain of an SsoMethod signs in with it, and needs no invitation.

Files are written all together or not at all, and none that is there is overwritten.`,
  arguments: [{ name: 'FILE', says: 'a CSV file of users; without it, what is live', completes: 'files' }],
  options: [
    { flags: '--out PATH', says: 'the folder to write to; of a CSV file, the file (the default: in the first folder of `sources`)' },
    { flags: '--dry-run', says: 'write nothing; show the declarations' },
    { flags: '--live', says: 'what is live, as without a file' },
    { flags: forLive.all, says: 'declare also what other managers declare: once it is to change hands' },
    { flags: forLive.unmanaged, says: 'only what nobody manages' },
    { flags: forLive.computers, says: 'also computers that came by enrolment, and that nobody declared' },
    { flags: forTable.update, says: 'edit the declarations of users who exist, where the CSV file says otherwise; shows the edits' },
    { flags: forTable.createGroups, says: 'declare the groups of the CSV file that there are not, as groups of users' },
  ],
  examples: [
    { line: 'splashctl import', says: 'what is live, for a project that lost its files' },
    { line: 'splashctl import --all --out organisation/live', says: 'what others declare, too, to take it over with `plan --adopt`' },
    { line: 'splashctl import users.csv --dry-run', says: 'look first' },
    { line: 'splashctl import users.csv --create-groups', says: 'users and their groups, from the vendor’s table' },
  ],
  async run(context, [file], options) {
    refuseStrangers(file, options)
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      const live = await readLive(context, backend)
      return await (file === undefined ? importLive(context, project, live, options) : importTable(context, project, live, file, options))
    } finally {
      await backend.close()
    }
  },
}

function refuseStrangers(file: string | undefined, options: Options): void {
  const given = (flags: Record<string, string>) =>
    Object.keys(flags).flatMap((key) => (options[key] === true ? [flags[key] as string] : []))
  const [stranger] = file === undefined ? given(forTable) : given({ ...forLive, live: '--live' })
  if (stranger === undefined) return
  throw new ProblemError(
    file === undefined
      ? problem('usage', `\`${stranger}\` is about a CSV file, and none is named.`, 'Name the file: `splashctl import users.csv`.')
      : problem('usage', `\`${stranger}\` is about what is live, and \`${file}\` is a file.`, 'Leave one of the two out.'),
  )
}

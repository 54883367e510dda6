/** The audit log: proves that it is whole. Each entry holds the hash of the one before, and is signed with a key outside the database. */
import { openBackend } from '../backend.ts'
import type { Command } from '../command.ts'
import { exitOf } from '../exit.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'

export const audit: Command = {
  name: 'audit',
  summary: 'Verify the audit log',
  about:
    'Walks the whole log: each entry must follow from the one before, be signed with the audit key, and agree with the revisions; the last one must be the last that this computer saw.',
  arguments: [{ name: 'ACTION', says: 'verify', required: true, choices: ['verify'] }],
  options: [],
  examples: [
    { line: 'splashctl audit verify', says: 'is the log whole?' },
    { line: 'splashctl audit verify --json', says: 'for a monitor' },
  ],
  async run(context) {
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      context.progress.phase('verify')
      const { entries, signed, problems } = await backend.controlPlane.verifyAudit()
      context.progress.end()
      const code = exitOf(problems)
      if (context.json) context.document({ version: 1, entries, signed, problems })
      else {
        context.report(problems)
        const { out } = context
        const verdict = code === 0 ? out.paint('Whole', 'green', 'bold') : out.paint('Not whole', 'red', 'bold')
        out.write(`${verdict}: ${count(entries, 'entry', 'entries')}, ${signed.toLocaleString('en')} signed.\n`)
      }
      return code
    } finally {
      await backend.close()
    }
  },
}

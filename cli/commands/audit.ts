/**
 * The audit log. `verify` proves that it is whole: each entry holds the hash of the one before, and is signed with a key outside the
 * database. `list` shows what it says, down to each resource and field.
 */
import { grouped } from '../../reconciler/render/grouped.ts'
import { shortCommit } from '../../schema/commit.ts'
import { splitKey } from '../../schema/resource.ts'
import type { AuditEntry } from '../../server/audit.ts'
import { type Backend, openBackend } from '../backend.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit, exitOf } from '../exit.ts'
import { limitOf, limitOption } from '../limit.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

export const audit: Command = {
  name: 'audit',
  summary: 'Verify the audit log, or list it',
  about:
    'To verify walks the whole log: each entry must follow from the one before, be signed with the audit key, and agree with the revisions; the last one must be the last that this computer saw. To list shows the newest entries: who changed which resources, in which fields. No value stands in the log.',
  arguments: [{ name: 'ACTION', says: 'verify or list', required: true, choices: ['verify', 'list'] }],
  options: [limitOption],
  examples: [
    { line: 'splashctl audit verify', says: 'is the log whole?' },
    { line: 'splashctl audit list -n 5', says: 'the last five entries' },
    { line: 'splashctl audit verify --json', says: 'for a monitor' },
  ],
  async run(context, [action], options) {
    const limit = limitOf(options)
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      return action === 'list' ? await list(context, backend, limit) : await verify(context, backend)
    } finally {
      await backend.close()
    }
  },
}

async function verify(context: Context, { controlPlane }: Backend): Promise<ExitCode> {
  context.progress.phase('verify')
  const { entries, signed, problems } = await controlPlane.verifyAudit()
  context.progress.end()
  const code = exitOf(problems)
  if (context.json) context.document({ version: 1, entries, signed, problems })
  else {
    context.report(problems)
    const { out } = context
    const verdict = code === 0 ? out.paint('Whole', 'green', 'bold') : out.paint('Not whole', 'red', 'bold')
    out.write(`${verdict}: ${count(entries, 'entry', 'entries')}, ${grouped(signed)} signed.\n`)
  }
  return code
}

/** So many changes of an entry are named; all of them are in the document. */
const NAMED = 12

async function list(context: Context, { controlPlane }: Backend, limit: number): Promise<ExitCode> {
  const entries = await controlPlane.audit(limit)
  if (context.json) context.document({ version: 1, log: entries.map(published) })
  else if (entries.length === 0) context.err.write('The audit log is empty.\n')
  else for (const entry of entries) context.out.write(told(context, entry))
  return exit.success
}

/** What the document promises of an entry; the log itself may hold more. */
const published = ({
  sequence,
  revision,
  time,
  actor,
  address,
  manager,
  commit,
  planDigest,
  changes,
  tokens,
  reads,
}: AuditEntry): object => ({
  sequence,
  revision,
  time,
  actor,
  ...(address !== undefined && { address }),
  manager,
  commit,
  planDigest,
  changes: changes.map(({ op, key, from, fields }) => ({ op, key, ...(from !== undefined && { from }), ...(fields && { fields }) })),
  ...(tokens && { tokens: tokens.map(({ op, id, holder }) => ({ op, id, holder })) }),
  ...(reads && { reads: reads.map(({ key, name }) => ({ key, name })) }),
})

function told(
  { out }: Context,
  { sequence, revision, time, actor, manager, commit, changes, tokens = [], reads = [] }: AuditEntry,
): string {
  const from = commit === null ? '' : ` at ${shortCommit(commit)}`
  const head = out.paint(`#${sequence}  ${toTheSecond(time)}  revision ${revision}`, 'bold')
  const lines = [head, `  ${visibleLine(actor)} for ${visibleLine(manager)}${from}`]
  for (const { op, key, from: old, fields } of changes.slice(0, NAMED)) {
    const { kind, name } = splitKey(key)
    const was = old === undefined ? '' : ` (was ${visibleLine(splitKey(old).name)})`
    const which = fields && op !== 'create' ? out.paint(`  ${visibleLine(fields.join(', '))}`, 'dim') : ''
    lines.push(`  ${op} ${kind} ${visibleLine(name)}${was}${which}`)
  }
  if (changes.length > NAMED) lines.push(`  … and ${grouped(changes.length - NAMED)} more`)
  for (const { op, id, holder } of tokens) lines.push(`  ${op} token ${id} of ${visibleLine(holder)}`)
  for (const { key, name } of reads) lines.push(`  read ${name} of ${splitKey(key).kind} ${visibleLine(splitKey(key).name)}`)
  return `${lines.join('\n')}\n\n`
}

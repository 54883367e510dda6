/** Lists what others moved since this project's last apply, and turns it into edits of the files where that is wished. */

import { value } from '../../reconciler/render/terminal.ts'
import { scan } from '../../reconciler/sources/load.ts'
import type { Problem } from '../../schema/problem.ts'
import { splitKey } from '../../schema/resource.ts'
import { openBackend, readLive } from '../backend.ts'
import type { Command } from '../command.ts'
import { confirm } from '../confirm.ts'
import type { Context } from '../context.ts'
import { type Drifted, driftedIn, editsFor, leftAlone, withWho } from '../drifted.ts'
import { type EditedFile, editedFiles, writeEdited } from '../edited-files.ts'
import { exit } from '../exit.ts'
import { lineDiff } from '../line-diff.ts'
import { indented } from '../paragraph.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'
import { toTheSecond } from '../tally.ts'
import { visibleLine } from '../visible.ts'

export const drift: Command = {
  name: 'drift',
  summary: 'Show what others moved, or write it into the files',
  about:
    'Lists each field that this project applied and that is live with another value by now: what was applied, what is live, who moved it and when. An apply would take it back, or be refused by its new owner. `--write` edits the YAML files instead, so that they declare what is live; comments and layout stay. What a program declares, what is a secret, and what is written by an alias is told and left.',
  arguments: [],
  options: [
    { flags: '--write', says: 'edit the files, so that they say what is live; shows the edits and asks first' },
    { flags: '-y, --yes', says: 'with `--write`: without asking' },
    { flags: '--exit-code', says: 'exit with 3 when there is drift that the files do not say' },
  ],
  examples: [
    { line: 'splashctl drift', says: 'what others moved' },
    { line: 'splashctl drift --exit-code --json', says: 'in a pipeline: 0 there is none, 3 there is some' },
    { line: 'splashctl drift --write --yes && git commit -a', says: 'agree to it, as a commit' },
  ],
  async run(context, _args, options) {
    const project = await findProject(context)
    context.progress.phase('scan')
    const scanned = await scan(project)
    const backend = await openBackend(context, project, { write: false })
    try {
      const { loadDeclaration } = await import('../reconcile.ts')
      const none = { adopt: new Set<string>() }
      const { declaration } = await loadDeclaration(context, project, scanned, none, () => readLive(context, backend))
      const live = await readLive(context, backend)
      const drifted = await withWho(driftedIn(declaration, live), backend.provider)
      context.progress.end()
      if (!context.json) context.out.write(listText(drifted, context, live.revision))
      const { files, written, problems } =
        options.write === true && drifted.length > 0
          ? await write(context, project, drifted, options.yes === true)
          : { files: [], written: new Set<Drifted>(), problems: [] }
      if (context.json)
        context.document({
          version: 1,
          revision: live.revision,
          drift: drifted.map((one) => ({ ...one.drift, at: one.at, written: written.has(one) })),
          files,
          problems,
        })
      return options.exitCode === true && drifted.some((one) => !written.has(one)) ? exit.drift : exit.success
    } finally {
      await backend.close()
    }
  },
}

function listText(drifted: readonly Drifted[], { out }: Context, revision: number): string {
  if (drifted.length === 0) return `No drift: nobody moved what the files declare, at revision ${revision}.\n`
  const lines: string[] = []
  let key = ''
  for (const { drift: moved, at } of drifted) {
    const { kind, name } = splitKey(moved.key)
    if (moved.key !== key) lines.push(out.paint(`~ ${kind} ${visibleLine(name)}`, 'yellow'))
    key = moved.key
    const who = moved.by === null ? '' : `, by ${visibleLine(moved.by)}`
    const when = moved.time === null ? '' : ` at ${toTheSecond(moved.time)}`
    const where = at[0] ? ` (${visibleLine(at[0].file)}:${at[0].line})` : ''
    const text = `${moved.path.replace(/^spec\./, '')}: ${value(moved.lastApplied)} → ${value(moved.live)}${who}${when}${where}`
    lines.push(...indented(text, 4, out))
  }
  return `${lines.join('\n')}\n\n${count(drifted.length, 'field')} moved by others since this project's last apply.\n`
}

interface Wrote {
  files: string[]
  written: Set<Drifted>
  problems: Problem[]
}

async function write(
  context: Context,
  project: Parameters<typeof editedFiles>[0],
  drifted: readonly Drifted[],
  yes: boolean,
): Promise<Wrote> {
  const { edits, left } = editsFor(drifted)
  const of = new Map([...edits.values()].flat().map((one) => [one.edit, one.of]))
  const files = editedFiles(project, new Map([...edits].map(([file, list]) => [file, list.map(({ edit }) => edit)])))
  const problems = [...left, ...files.flatMap((file) => file.left.map(({ edit, why }) => leftAlone(of.get(edit) as Drifted, why)))]
  context.report(problems)
  const changed = files.filter(({ before, after }) => before !== after)
  if (changed.length === 0) {
    if (!context.json) context.err.write('Nothing to write.\n')
    return { files: [], written: new Set(), problems }
  }
  if (!context.json) showEdits(context, changed)
  if (!yes)
    await confirm(context, `\nWrite ${count(changed.length, 'file')} now? Type ${context.err.paint('yes', 'bold')} to go on: `, {
      about: 'the edits',
      undone: 'Nothing was written',
      act: 'write without a question, once the edits have been read',
    })
  const written = await context.interruption.guarded(() => writeEdited(project, changed))
  if (!context.json)
    context.out.write(`${context.out.paint('Written', 'green', 'bold')}: ${written.map(visibleLine).join(', ')}. Then: splashctl plan\n`)
  return { files: written, written: new Set(changed.flatMap(({ done }) => done.map((edit) => of.get(edit) as Drifted))), problems }
}

function showEdits({ out }: Context, files: readonly EditedFile[]): void {
  for (const { file, before, after } of files) out.write(lineDiff(file, before, after, out, 'as it is live'))
}

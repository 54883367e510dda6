/** Puts the files into one form, keeping comments. Values never change: the formatter checks that itself before anything is written. */
import { relative, resolve } from 'node:path'
import { isProgram } from '../../reconciler/sources/files.ts'
import { format, write } from '../../reconciler/sources/fmt.ts'
import { scan } from '../../reconciler/sources/load.ts'
import { readBytes } from '../../reconciler/sources/read.ts'
import { hasErrors, type Problem, problem } from '../../schema/problem.ts'
import type { Command } from '../command.ts'
import { exit } from '../exit.ts'
import { lineDiff } from '../line-diff.ts'
import { count } from '../problems.ts'
import { findProject } from '../request.ts'
import { visibleLine } from '../visible.ts'

export const fmt: Command = {
  name: 'fmt',
  summary: 'Put the files into the canonical form',
  about:
    'Orders keys, indents by two spaces and quotes alike, in all files of the project or in those that are named. Comments and blank lines stay, and no value changes.',
  arguments: [{ name: 'FILES', says: 'files and folders to format; the whole project without any', variadic: true, completes: 'files' }],
  options: [
    { flags: '--check', says: 'write nothing; exit with 1 when a file is not in the canonical form' },
    { flags: '--diff', says: 'write nothing; show what would change' },
  ],
  examples: [
    { line: 'splashctl fmt', says: 'format every file of the project' },
    { line: 'splashctl fmt --check', says: 'in a pipeline' },
    { line: 'splashctl fmt --diff people/paris.yaml', says: 'look first' },
  ],
  async run(context, args, options) {
    const project = await findProject(context)
    const scanned = await scan(project)
    const problems: Problem[] = [...scanned.problems]
    const sources = scanned.files.map((f) => f.path)
    const refused = new Set(scanned.problems.flatMap(({ at }) => at.map((place) => place.file)))
    const files =
      args.length === 0
        ? [project.file, ...sources]
        : args.flatMap((file) => named(relative(project.root, resolve(context.folder, file)), sources))
    const [check, diff] = [options.check === true, options.diff === true]
    const results: { file: string; changed: boolean }[] = []
    for (const file of new Set(files)) {
      // Programs have formatters of their own.
      if (isProgram(file)) continue
      const path = resolve(project.root, file)
      // What the sources leave out is not formatted because somebody names it: why is among the problems already.
      if (file !== project.file && refused.has(file)) continue
      const bytes = readBytes(project.root, file)
      if (!(bytes instanceof Uint8Array)) {
        problems.push(bytes)
        continue
      }
      const before = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
      const formatted = format(before, file)
      problems.push(...formatted.problems)
      if (hasErrors(formatted.problems)) continue
      const changed = formatted.text !== before
      results.push({ file, changed })
      if (!changed) continue
      if (diff && !context.json) context.out.write(lineDiff(file, before, formatted.text, context.out))
      if (check)
        problems.push(
          problem('not-formatted', `\`${file}\` is not in the canonical form.`, 'Run `splashctl fmt`.', { file, line: 1, column: 1 }),
        )
      if (!check && !diff) await write(path, formatted.text)
    }
    if (context.json) context.document({ version: 1, files: results, problems })
    else {
      context.report(problems)
      const changed = results.filter((r) => r.changed)
      if (!check && !diff) {
        for (const { file } of changed) context.out.write(`${visibleLine(file)}\n`)
        context.err.write(`${count(changed.length, 'file')} of ${results.length} formatted.\n`)
      }
    }
    return hasErrors(problems) ? exit.error : exit.success
  },
}

/** A file, or the sources in a folder. */
function named(path: string, sources: readonly string[]): string[] {
  const inside = sources.filter((source) => path === '' || source.startsWith(`${path}/`))
  return inside.length > 0 ? inside : [path]
}

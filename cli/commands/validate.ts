/** Checks the files against themselves and what was last known to be live. No backend is contacted, no network is used. */
import { scan } from '../../reconciler/sources/load.ts'
import { openKnown, readLive } from '../backend.ts'
import type { Command } from '../command.ts'
import { exit, exitOf } from '../exit.ts'
import { problemFormatOf, problemFormatOption, writeSarif } from '../problem-formats.ts'
import { count } from '../problems.ts'
import { check, loadDeclaration, requestIn } from '../reconcile.ts'
import { evaluateAtOption, findProject, requestOf } from '../request.ts'

export const validate: Command = {
  name: 'validate',
  summary: 'Check the files, without contacting any backend',
  about:
    'Reads every file, checks each field, reference and invariant, and shows all problems at once. References to resources that exist only live are judged on the state kept under .splashtop/, if there is one; else what is declared is all there is.',
  arguments: [],
  options: [problemFormatOption, evaluateAtOption],
  examples: [
    { line: 'splashctl validate', says: 'check the project that this folder belongs to' },
    { line: 'splashctl validate --json', says: 'for an editor or a pipeline' },
    { line: 'splashctl validate --format sarif > splashctl.sarif', says: 'for a code host, which shows problems beside the lines' },
  ],
  async run(context, _args, options) {
    const format = problemFormatOf(options, context)
    const project = await findProject(context)
    context.progress.phase('scan')
    const scanned = await scan(project)
    const asked = requestOf(options, project)
    const backend = await openKnown(context, project)
    try {
      const { declaration, problems } = await loadDeclaration(context, project, scanned, asked, () => readLive(context, backend))
      const live = await readLive(context, backend)
      const { invalid, refused } = check(context, project, declaration, live, requestIn(context, asked, declaration, live))
      const all = [...problems, ...invalid, ...refused]
      context.progress.end()
      if (format === 'sarif') await writeSarif(context, all)
      else if (context.json) context.document({ version: 1, problems: all })
      else {
        context.report(all)
        const known = live.revision === 0 ? 'nothing live is known here' : `with what is live at revision ${live.revision}`
        const code = exitOf(all)
        const tests = declaration.local?.length ? `, ${count(declaration.local.length, 'test')}` : ''
        const words = `${count(scanned.files.length, 'file')}, ${count(declaration.resources.length, 'resource')}${tests}, ${known}`
        if (code === exit.success) context.out.write(`${context.out.paint('Valid', 'green', 'bold')}: ${words}.\n`)
      }
      return exitOf(all)
    } finally {
      await backend.close()
    }
  },
}

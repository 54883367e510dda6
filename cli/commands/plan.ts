/** Shows what an apply would do. It never writes: neither to the backend nor, but for the parse cache, to the disk. */
import { emptyPlan } from '../../reconciler/plan/plan.ts'
import { scan } from '../../reconciler/sources/load.ts'
import { openBackend, readLive, unchangedSince, withMovers } from '../backend.ts'
import { bounded, isBounded } from '../bounds.ts'
import type { Command } from '../command.ts'
import { exit, exitOfPlan } from '../exit.ts'
import { formatOf, formatOption } from '../plan-formats.ts'
import { findProject, requestOf, requestOptions } from '../request.ts'
import { nothingToDo } from '../tally.ts'
import { openUntrusted, untrustedOptions } from '../untrusted.ts'

export const plan: Command = {
  name: 'plan',
  summary: 'Show what an apply would change, and why',
  about:
    'Compares what the files declare with what is live, and shows each change with its reason and its place in the files; then what the changes mean: who gains or loses which access to which computers, when, with which features, and through which change. Nothing is written. Drift (what someone else changed since the last apply) is shown before it would be overwritten.',
  arguments: [],
  options: [
    { flags: '--exit-code', says: 'exit with 2 when there are changes, with 3 when there is drift' },
    { flags: '--as USER', says: 'judge the plan by the rights of this user: what it may not change is refused', namesOf: 'users' },
    formatOption,
    ...untrustedOptions,
    ...requestOptions,
  ],
  examples: [
    { line: 'splashctl plan', says: 'what would change' },
    { line: 'splashctl plan --exit-code --json > plan.json', says: 'in a pipeline: 0 nothing to do, 2 changes, 3 drift' },
    {
      line: 'splashctl plan --format html > plan.html',
      says: 'for a reviewer: changes, impact, calendar and who reaches what, in one file',
    },
    { line: 'splashctl plan --format markdown | gh pr comment --body-file -', says: 'as the comment of a pull request' },
    { line: 'splashctl plan --as grace', says: 'whether Grace could apply it: what she may not change, and who may' },
    {
      line: 'splashctl plan -C pull-request --untrusted --trusted ../main',
      says: 'for a pull request from a fork: what it declares, judged by what is trusted',
    },
    { line: 'splashctl plan --adopt User/alice', says: 'what taking over a resource of another manager would change' },
  ],
  async run(context, _args, options) {
    const format = formatOf(options, context)
    if (options.untrusted === true && !isBounded(context)) return bounded(context)
    const untrusted = await openUntrusted(context, options)
    const project = untrusted?.project ?? (await findProject(context))
    const asked = requestOf(options, project)
    context.progress.phase('scan')
    const scanned = await scan(untrusted?.written ?? project)
    const backend = await openBackend(context, untrusted?.trusted.project ?? project, { write: false })
    try {
      const same = format.whole || untrusted ? undefined : await unchangedSince(backend, project, scanned.configDigest, asked)
      if (same !== undefined) {
        context.progress.end()
        if (format.tells) context.document({ version: 1, ...emptyPlan(same, asked.evaluatedAt), problems: [] })
        else context.out.write(nothingToDo(same))
        return exit.success
      }
      const { loadDeclaration, planAndGuard, requestIn } = await import('../reconcile.ts')
      const { declaration, problems } = await loadDeclaration(context, project, scanned, asked, () => readLive(context, backend), untrusted)
      const live = await readLive(context, backend)
      const request = requestIn(context, asked, declaration, live)
      const { planned, invalid, refused, lacking } = planAndGuard(context, project, declaration, live, request, {
        actor: await backend.actor(),
      })
      context.progress.end()
      const all = [...problems, ...invalid, ...refused]
      const shown = await withMovers(planned.plan, backend)
      await format.write(context, {
        project,
        configDigest: scanned.configDigest,
        plan: shown,
        planned,
        live,
        problems: all,
        lacking,
        backend,
        untrusted: untrusted !== undefined,
      })
      if (!format.tells) context.report(all)
      return exitOfPlan(planned.plan, invalid, refused, options.exitCode === true)
    } finally {
      await backend.close()
    }
  },
}

/**
 * Brings the backend to what the files declare: one plan, one confirmation, one transaction. What may refuse it comes in this order:
 * what is wrong with the files, guards and rules, permission, the person who reads the plan, the commit.
 */
import { randomUUID } from 'node:crypto'
import { type Scan, scan } from '../../reconciler/sources/load.ts'
import { sourceCommit } from '../../reconciler/sources/provenance.ts'
import type { ApplyRequest, Declaration, Receipt } from '../../reconciler/types.ts'
import { canonical } from '../../schema/canonical.ts'
import { hasErrors, type Problem } from '../../schema/problem.ts'
import type { World } from '../../schema/world.ts'
import type { Rollout } from '../../server/devices/fleet.ts'
import { type Backend, openBackend, openUpgraded, readLive, unchangedSince, withMovers } from '../backend.ts'
import type { Command } from '../command.ts'
import { confirm } from '../confirm.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit, exitOfPlan, exitOfReceipt } from '../exit.ts'
import { count } from '../problems.ts'
import type { Outcome } from '../reconcile.ts'
import { findProject, requestOf, requestOptions } from '../request.ts'
import { awaitRollout, devicesOf, rolloutText, waitOf, waitOptions } from '../rollout.ts'
import { nothingToDo, question, tally, toTheSecond } from '../tally.ts'

export const apply: Command = {
  name: 'apply',
  summary: 'Make the backend what the files declare',
  about:
    'Plans, shows the plan, asks for confirmation and commits everything in one transaction: all of it or nothing. Ctrl-C before the commit changes nothing. When no file changed since the last apply and nothing else moved, there is nothing to do, and nothing is read. Secrets are read here and nowhere else, and only those that are allowed outside of the checkout: by `--allow-secret`, in the variable SPLASHTOP_SECRETS, or in the user’s configuration. Where there are any, they are read and compared each time.',
  arguments: [],
  options: [
    { flags: '-y, --yes', says: 'apply without asking' },
    {
      flags: '--allow-secret SECRET',
      says: 'let this secret of the machine be read where the files name it: env:NAME or file:/absolute/path',
      repeated: true,
      begins: ['env:', 'file:/'],
    },
    ...waitOptions,
    ...requestOptions,
  ],
  examples: [
    { line: 'splashctl apply', says: 'look at the plan, then type yes' },
    { line: 'splashctl apply --yes', says: 'in a pipeline, after the plan was reviewed' },
    { line: 'splashctl apply --allow-delete User=40', says: 'when so many deletions are meant' },
    { line: 'splashctl apply --yes --wait', says: 'until the computers in touch enforce it' },
    { line: 'splashctl apply --allow-secret env:ENTRA_TOKEN', says: 'when a file says that a secret is in that variable' },
  ],
  async run(context, _args, options) {
    const project = await findProject(context)
    const asked = requestOf(options, project)
    const patience = waitOf(options)
    context.progress.phase('scan')
    const scanned = await scan(project)
    const yes = options.yes === true
    let backend = await openUpgraded(context, project)
    if (patience !== undefined) devicesOf(backend)
    const rolledOut: Rolling = (revision) =>
      patience === undefined ? undefined : awaitRollout(context, devicesOf(backend), revision, patience)
    // Whoever reads a plan may take an hour over it, so the lock is taken afterwards. Where nobody reads it, it is taken before the plan,
    // which is then made once; but not before there is a database, as one is made only when there is something to put into it.
    const isMade = backend.controlPlane.databaseId !== ''
    const actor = await backend.actor()
    const lock = async () => {
      if (!backend.locked) return
      await backend.close()
      backend = await openBackend(context, project, { write: true })
    }
    try {
      const same = await unchangedSince(backend, project, scanned.configDigest, asked, { secrets: true })
      if (same !== undefined) return await tellNothing(context, same, rolledOut)
      const { loadDeclaration, planAndGuard, requestIn } = await import('../reconcile.ts')
      const loaded = await loadDeclaration(context, project, scanned, asked, () => readLive(context, backend))
      const from = await sourceCommit(project, scanned.files)
      const declaration = from === undefined ? loaded.declaration : { ...loaded.declaration, commit: from }
      const request = requestIn(context, asked, declaration, await readLive(context, backend))
      const judged = async (live: World): Promise<Judged> => {
        const planned = (rotated?: ReadonlySet<string>) => planAndGuard(context, project, declaration, live, request, { actor, rotated })
        const outcome = planned()
        if (hasErrors(loaded.problems)) return { ...outcome, secrets: [] }
        const { withSecrets } = await import('../secrets.ts')
        return withSecrets(context, { project, declaration, options, provider: backend.provider }, outcome, planned)
      }
      if (yes && isMade) await lock()
      let outcome = await judged(await readLive(context, backend))
      if (yes && !isMade && isToCommit(outcome) && !hasErrors(loaded.problems)) {
        await lock()
        const live = await readLive(context, backend)
        if (live.revision !== outcome.planned.plan.base) outcome = await judged(live) // another process was first
      }
      const { planned, invalid, refused } = outcome
      const { plan } = planned
      const problems = [...loaded.problems, ...invalid, ...refused]
      context.progress.end()
      const { renderPlan } = await import('../../reconciler/render/terminal.ts')
      if (!context.json && plan.changes.length + plan.drift.length > 0)
        context.out.write(renderPlan(await withMovers(plan, backend), context.out))
      if (hasErrors(problems)) {
        if (context.json) context.document({ version: 1, revision: plan.base, results: [], problems })
        else {
          context.report(problems)
          context.err.write('Nothing was applied.\n')
        }
        return exitOfPlan(plan, invalid, refused, false)
      }
      context.report(problems)
      if (!isMade && !isToCommit(outcome))
        return await told(context, backend, { revision: plan.base, results: [], problems: [] }, { outcome, known: problems, rolledOut })
      if (!yes) {
        if (plan.changes.length > 0) await confirm(context, question(plan, context.err))
        await lock()
      }
      const receipt = await commit(context, backend, { scanned, declaration, outcome })
      return await told(context, backend, receipt, { outcome, known: problems, rolledOut })
    } finally {
      await backend.close()
    }
  },
}

/** What came out of planning, and the values that go with it. */
type Judged = Outcome & Required<Pick<ApplyRequest, 'secrets'>>

const isToCommit = ({ planned, invalid, refused }: Outcome): boolean =>
  planned.writes.length > 0 && !hasErrors(invalid) && !hasErrors(refused)

interface Agreed {
  scanned: Scan
  declaration: Declaration
  outcome: Judged
}

async function commit(context: Context, backend: Backend, { scanned, declaration, outcome }: Agreed): Promise<Receipt> {
  context.progress.phase('apply')
  const { provider } = backend
  const actor = await backend.actor()
  return context.interruption.guarded(() =>
    provider.apply({
      declaration,
      planned: outcome.planned,
      actor,
      idempotencyKey: randomUUID(),
      configDigest: scanned.configDigest,
      rules: outcome.rules,
      secrets: outcome.secrets,
      signal: context.interruption.signal,
      progress: context.progress.step,
    }),
  )
}

/** What became of it. `known` are the Problems that were shown before the commit: said once is enough. */
async function told(
  context: Context,
  backend: Backend,
  receipt: Receipt,
  { outcome: { planned }, known, rolledOut }: { outcome: Outcome; known: readonly Problem[]; rolledOut: Rolling },
): Promise<ExitCode> {
  context.progress.end()
  const shown = new Set(known.map((one) => canonical(one)))
  const fresh = receipt.problems.filter((found) => !shown.has(canonical(found)))
  if (context.json) {
    const rollout = await rolledOut(receipt.revision)
    const problems = [...known, ...fresh]
    context.document({ version: 1, revision: receipt.revision, results: receipt.results, problems, ...(rollout && { rollout }) })
    return exitOfRollout(exitOfReceipt(receipt), rollout)
  }
  context.report(fresh)
  if (planned.plan.changes.length === 0) return tellNothing(context, receipt.revision, rolledOut)
  const [entry] = (await backend.provider.history?.(1)) ?? []
  const when = entry?.revision === receipt.revision ? ` at ${toTheSecond(entry.time)}` : ''
  const done = receipt.results.filter((r) => r.result === 'done').length
  const { out } = context
  if (done === planned.plan.changes.length)
    out.write(
      `${out.paint('Applied', 'green', 'bold')} ${count(done, 'change')} (${tally(planned.plan.changes)}) as revision ${receipt.revision}${when}.\n`,
    )
  else
    out.write(
      `${out.paint('Applied in part', 'red', 'bold')}: ${done} of ${count(planned.plan.changes.length, 'change')}, revision ${receipt.revision}${when}.\n`,
    )
  return exitOfRollout(exitOfReceipt(receipt), await shownRollout(context, receipt.revision, rolledOut))
}

/** With `--wait`: what became of a revision on the computers that it is about. */
type Rolling = (revision: number) => Promise<Rollout> | undefined

async function shownRollout({ out }: Context, revision: number, rolledOut: Rolling): Promise<Rollout | undefined> {
  const rollout = await rolledOut(revision)
  if (rollout) out.write(rolloutText(rollout))
  return rollout
}

const exitOfRollout = (code: ExitCode, rollout: Rollout | undefined): ExitCode =>
  code === exit.success && rollout && rollout.behind.length > 0 ? exit.partial : code

async function tellNothing(context: Context, revision: number, rolledOut: Rolling): Promise<ExitCode> {
  context.progress.end()
  if (context.json) {
    const rollout = await rolledOut(revision)
    context.document({ version: 1, revision, results: [], problems: [], ...(rollout && { rollout }) })
    return exitOfRollout(exit.success, rollout)
  }
  context.out.write(nothingToDo(revision))
  return exitOfRollout(exit.success, await shownRollout(context, revision, rolledOut))
}

/**
 * The guardrails: which there are and what this project makes of them, why there is one, and what they say of the declared world. To list
 * and to explain need no project; without one the level is that of a project that says nothing.
 */
import { levelIn, policies } from '../../policies/packs.ts'
import type { Policy } from '../../policies/policy.ts'
import { isOver, levelOf } from '../../policies/rules.ts'
import { scan, scanGuardrails } from '../../reconciler/sources/load.ts'
import type { Policies, Project } from '../../reconciler/sources/project.ts'
import { didYouMean, hasErrors, type Problem, ProblemError, problem } from '../../schema/problem.ts'
import { defaultPacks } from '../../schema/project.ts'
import { openBackend, readLive } from '../backend.ts'
import type { Command, Options } from '../command.ts'
import type { Context } from '../context.ts'
import { type ExitCode, exit, exitOf } from '../exit.ts'
import { problemFormatOf, problemFormatOption, writeSarif } from '../problem-formats.ts'
import { count } from '../problems.ts'
import { evaluateAtOption, findProject, requestOf } from '../request.ts'
import type { Color, Surface } from '../terminal.ts'
import { visibleLine } from '../visible.ts'

const actions = ['list', 'explain', 'check'] as const

export const policy: Command = {
  name: 'policy',
  summary: 'List, explain or check the guardrails',
  about:
    'A guardrail is what must not happen: each has an id, a level and a reason, and looks at the world as it would be at every plan. A project chooses packs, sets single levels, and waives single findings, for a reason and until a day, under `policies` in splashtop.yaml. To check judges what is declared as `validate` does, and shows what is waived.',
  arguments: [
    { name: 'ACTION', says: 'list, explain or check', required: true, choices: actions },
    { name: 'RULE', says: 'the id of a guardrail, to explain it', words: policies.map(({ id }) => id) },
  ],
  options: [{ flags: '--all', says: 'with check: every finding, however many there are' }, problemFormatOption, evaluateAtOption],
  examples: [
    { line: 'splashctl policy list', says: 'every guardrail, and its level in this project' },
    { line: 'splashctl policy explain clipboard-bypass', says: 'why it is there, an example, and how to mend it' },
    { line: 'splashctl policy check', says: 'what they say of the declared world' },
    { line: 'splashctl policy check --format sarif > guardrails.sarif', says: 'for a code host' },
  ],
  async run(context, [action, id], options) {
    if (action !== 'explain' && id !== undefined) throw usage(`\`splashctl policy ${action}\` takes no RULE.`, `Leave \`${id}\` out.`)
    if (action === 'check') return check(context, options)
    if (options.all === true) throw usage('Only `splashctl policy check` has findings to show.', 'Leave `--all` out.')
    if (options.format === 'sarif')
      throw usage('Only `splashctl policy check` has problems to write as SARIF.', 'Leave `--format sarif` out.')
    problemFormatOf(options, context)
    const project = await projectIfAny(context)
    const all = project ? await known(context, project) : policies
    return action === 'list' ? list(context, project, all) : explain(context, project, all, id)
  },
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

/** Whoever reads about guardrails may have no project as yet. */
async function projectIfAny(context: Context): Promise<Project | undefined> {
  try {
    return await findProject(context)
  } catch (error) {
    if (error instanceof ProblemError && error.problems.every(({ code }) => code === 'project-not-found')) return undefined
    throw error
  }
}

/** Those of splashctl, and those that the project wrote itself. */
async function known(context: Context, project: Project): Promise<readonly Policy[]> {
  if (project.policies.own.length === 0) return policies
  const { readOwn, policiesOf } = await import('../reconcile.ts')
  const scanned = await scanGuardrails(project)
  const problems = [...scanned.problems, ...(await readOwn(context, project, scanned))]
  if (hasErrors(problems)) throw new ProblemError(problems)
  context.report(problems)
  return policiesOf(context).all
}

interface State {
  level: 'off' | 'warning' | 'error'
  set: 'pack' | 'rule'
  waivers: { resource: string; reason: string; expires: string; over: boolean }[]
}

const silent: Policies = { packs: [...defaultPacks], own: [], rules: {}, waivers: [] }

function stateOf(of: Policy, project: Project | undefined): State {
  const said = project?.policies ?? silent
  const now = Temporal.Now.instant().toString()
  return {
    level: levelOf(of, said),
    set: Object.hasOwn(said.rules, of.id) ? 'rule' : 'pack',
    waivers: said.waivers
      .filter(({ rule }) => rule === of.id)
      .map((waiver) => ({ resource: waiver.resource, reason: waiver.reason, expires: waiver.expires, over: isOver(waiver, now) })),
  }
}

const published = (of: Policy, project: Project | undefined): object => {
  const { level, set, waivers } = stateOf(of, project)
  return {
    id: of.id,
    title: of.title,
    level,
    usual: of.level,
    packs: of.packs,
    set,
    needs: of.needs ? lacking[of.needs] : null,
    at: of.own ?? null,
    waivers,
  }
}

/** Why a guardrail is silent, whatever is declared. */
const lacking = { lastUsed: 'needs session logs; silent until a server keeps them' } as const satisfies Record<
  NonNullable<Policy['needs']>,
  string
>

const tones: Record<State['level'], Color> = { error: 'red', warning: 'yellow', off: 'dim' }

async function list(context: Context, project: Project | undefined, all: readonly Policy[]): Promise<ExitCode> {
  const packs = project?.policies.packs ?? defaultPacks
  if (context.json) {
    context.document({ version: 1, packs, rules: all.map((of) => published(of, project)) })
    return exit.success
  }
  const { out } = context
  const { table } = await import('../table.ts')
  const rows = all.map((of) => {
    const { level, set, waivers } = stateOf(of, project)
    const note = [
      ...(set === 'rule' ? ['set'] : []),
      ...(of.needs && level !== 'off' ? ['silent'] : []),
      ...(waivers.length > 0 ? [`${waivers.length} waived`] : []),
    ].join(', ')
    return [
      of.id,
      note === '' ? level : `${level} (${note})`,
      of.own ? 'own' : of.packs.map((pack) => pack.slice(0, 1).toUpperCase()).join(''),
      of.title,
    ]
  })
  out.write(table(['RULE', 'HERE', 'PACKS', 'WHAT MUST NOT HAPPEN'], rows, out))
  const active = all.filter((of) => stateOf(of, project).level !== 'off')
  const where = project ? `in this project (packs: ${packs.join(', ') || 'none'})` : 'where a project says nothing'
  context.err.write(
    `${count(all.length, 'guardrail')}, ${active.length} of them on ${where}.\n${active.flatMap((of) => (of.needs ? `\`${of.id}\` ${lacking[of.needs]}.\n` : [])).join('')}R recommended, S strict, V vendor-limits; \`policy explain RULE\` says why.\n`,
  )
  return exit.success
}

function explain(context: Context, project: Project | undefined, all: readonly Policy[], id: string | undefined): ExitCode {
  if (id === undefined) throw usage('Which guardrail is to be explained?', 'Write its id: `splashctl policy explain clipboard-bypass`.')
  const of = all.find((one) => one.id === id)
  if (!of) {
    const ids = all.map((one) => one.id)
    const parts = ids.filter((one) => id.length > 3 && one.includes(id.toLowerCase()))
    const meant =
      parts.length > 0
        ? `; did you mean ${parts
            .slice(0, 3)
            .map((one) => `\`${one}\``)
            .join(' or ')}?`
        : didYouMean(id, ids)
    throw new ProblemError(
      problem(
        'rule-unknown',
        `There is no rule \`${visibleLine(id)}\`${meant || '.'}`,
        'Mend the name; `splashctl policy list` shows them all.',
      ),
    )
  }
  if (context.json)
    context.document({
      version: 1,
      rule: { ...published(of, project), why: of.about.why, guide: of.about.guide, fix: of.fix, example: of.example.trim() },
    })
  else context.out.write(page(of, stateOf(of, project), project, context.out))
  return exit.success
}

function page(of: Policy, { level, set, waivers }: State, project: Project | undefined, out: Surface): string {
  const inPacks = of.packs.map((pack) => `${pack} (${levelIn(of, [pack])})`).join(', ')
  const why =
    set === 'rule'
      ? 'set by `policies.rules`'
      : of.own
        ? 'as it says itself'
        : `by the packs of ${project ? 'this project' : 'a project that says nothing'}`
  const lines = [
    `${out.paint(of.id, 'bold')}  ${out.paint(level, tones[level])} here, ${why}`,
    '',
    ...wrapped(`${of.title}.`, out),
    '',
    ...wrapped(of.about.why, out),
    ...(of.needs ? ['', ...wrapped(`It ${lacking[of.needs]}.`, out)] : []),
    '',
    ...(of.own
      ? []
      : [
          out.paint('What it complains of', 'bold'),
          ...of.example
            .trim()
            .split('\n')
            .map((line) => `    ${line}`),
          '',
        ]),
    out.paint('Fix', 'bold'),
    ...wrapped(of.fix, out),
    '',
    ...(of.own
      ? [out.paint('Written in', 'bold'), ...wrapped(`${visibleLine(of.own.file)}:${of.own.line}:${of.own.column}`, out)]
      : [out.paint('Packs', 'bold'), ...wrapped(`${inPacks}. Administrator guide: ${of.about.guide.join(', ')}.`, out)]),
    ...(waivers.length === 0 ? [] : ['', out.paint('Waived here', 'bold')]),
    ...waivers.flatMap(({ resource, reason, expires, over }) =>
      wrapped(`${visibleLine(resource)} until ${expires}${over ? ' (over)' : ''}: ${visibleLine(reason)}`, out),
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** Between words, two blanks from the left; as wide as a page is read with ease. */
function wrapped(text: string, out: Surface): string[] {
  const width = Math.min(out.terminal ? out.width : 100, 100)
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(`  ${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const theirs: ReadonlySet<string> = new Set(['guardrail', 'waiver-expired', 'waiver-unused'])

async function check(context: Context, options: Options): Promise<ExitCode> {
  const format = problemFormatOf(options, context)
  const project = await findProject(context)
  const asked = requestOf(options, project)
  context.progress.phase('scan')
  const scanned = await scan(project)
  const backend = await openBackend(context, project, { write: false })
  try {
    const reconcile = await import('../reconcile.ts')
    const { declaration, problems } = await reconcile.loadDeclaration(context, project, scanned, asked, () => readLive(context, backend))
    const live = await readLive(context, backend)
    const request = reconcile.requestIn(context, asked, declaration, live)
    const { invalid, refused } = reconcile.check(context, project, declaration, live, request)
    // A world that means nothing is not judged: what is wrong with it comes first.
    const found = hasErrors(invalid) ? [...problems, ...invalid] : refused.filter(({ code }) => theirs.has(code))
    const waived = found.filter((one) => one.waived)
    const rules = reconcile.policiesOf(context).all.filter((of) => levelOf(of, project.policies) !== 'off' && of.needs === undefined).length
    context.progress.end()
    if (format === 'sarif') await writeSarif(context, found)
    else if (context.json) context.document({ version: 1, rules, waived: waived.length, problems: found })
    else {
      context.report(
        found.filter((one) => !one.waived),
        { all: options.all === true },
      )
      if (waived.length > 0) context.out.write(await waivedTable(waived, context.out))
      if (!hasErrors(invalid)) context.out.write(verdict(found, rules, declaration.resources.length, context.out))
    }
    return exitOf(found)
  } finally {
    await backend.close()
  }
}

async function waivedTable(waived: readonly Problem[], out: Surface): Promise<string> {
  const { table } = await import('../table.ts')
  const rows = waived.map(({ rule = '', resource = '', waived: by }) => [resource, rule, by?.expires ?? '', by?.reason ?? ''])
  return `${table(['WAIVED', 'RULE', 'UNTIL', 'REASON'], rows, out)}\n`
}

function verdict(found: readonly Problem[], rules: number, resources: number, out: Surface): string {
  const standing = found.filter((one) => !one.waived).length
  const words = `${count(rules, 'guardrail')} over ${count(resources, 'declared resource')}`
  const waived = standing < found.length ? `, ${count(found.length - standing, 'finding')} waived` : ''
  return standing === 0
    ? `${out.paint('Nothing to complain of', 'green', 'bold')}: ${words}${waived}.\n`
    : `${out.paint(count(standing, 'finding'), 'bold')}: ${words}${waived}.\n`
}

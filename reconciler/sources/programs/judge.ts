/**
 * Runs a project's own guardrails in the process in which programs run (run.ts): once to hear which there are, where that is not in the cache, and
 * once for each plan that they look at. The second is waited for on the spot, since a Rule answers at once, also under the lock of a commit.
 *
 * What comes back is believed as little as what a program declares. A guardrail that throws, takes too long or tells nonsense has not said
 * yes: each of its faults is a Problem that points into its file.
 */
import { spawnSync } from 'node:child_process'
import { digest, type Json } from '../../../schema/canonical.ts'
import { hostileIn, hostilePattern } from '../../../schema/characters.ts'
import { worldKinds } from '../../../schema/kinds/index.ts'
import { type Position, type Problem, problem, sortProblems } from '../../../schema/problem.ts'
import type { World } from '../../../schema/world.ts'
import type { OwnFinding, OwnGuardrail, OwnGuardrails, Plan } from '../../types.ts'
import type { Cache } from '../cache.ts'
import { limits } from '../limits.ts'
import type { ScannedFile } from '../read.ts'
import type { Request, Verdict } from './child.ts'
import { programsIn } from './read.ts'
import { type ChildEnd, childOf, inChild, type Program, parsed, problemsOf, type RunOptions, reader, requestOf } from './run.ts'
import { sayHow } from './words.ts'
import { written } from './worlds.ts'

/** What guardrails said of themselves; it depends on their texts and on nothing else. */
interface Heard {
  guardrails: readonly OwnGuardrail[]
  /** The programs without their types, where that is known. */
  bare?: readonly Program[]
}

export interface JudgeOptions extends Pick<RunOptions, 'time' | 'memory'> {
  chars?: number
  /** What the paths of the files begin with where they are told, when they stand beside the project. */
  prefix?: string
}

const guarding = (judged: number[]): NonNullable<Request['guarding']> => ({
  findings: limits.guardrailFindings,
  kinds: worldKinds.map(({ name }) => name),
  longest: limits.guardrailText,
  hostile: hostilePattern,
  judged,
})

export async function readGuardrails(
  root: string,
  files: readonly ScannedFile[],
  { prefix = '', cache, ...options }: JudgeOptions & { cache?: Cache } = {},
): Promise<OwnGuardrails> {
  const { programs, problems } = programsIn(root, files)
  if (problems.size > 0) return { guardrails: [], problems: [...problems.values()], judge: () => ({ findings: [], problems: [] }) }
  return guardrailsOf(
    programs.map(({ path, text }) => ({ path: `${prefix}${path}`, text })),
    options,
    cache,
  )
}

export async function guardrailsOf(programs: readonly Program[], options: JudgeOptions = {}, cache?: Cache): Promise<OwnGuardrails> {
  const hash = digest(['guardrails', programs.map(({ path, text }) => [path, text])])
  const packed = cache?.get(hash)
  if (packed) return judges(programs, JSON.parse(packed.toString()) as Heard, options)
  const { problems, ...heard } = await hear(programs, options)
  // What there is something to say about is said each time.
  if (problems.length === 0) cache?.keep(new Map([[hash, Buffer.from(JSON.stringify(heard))]]))
  return judges(programs, heard, options, problems)
}

const judges = (programs: readonly Program[], heard: Heard, options: JudgeOptions, problems: Problem[] = []): OwnGuardrails => ({
  guardrails: heard.guardrails,
  problems,
  judge: (ids, plan, before, after) => judged({ programs, ...heard }, ids, { plan, before, after }, options),
})

async function hear(programs: readonly Program[], options: JudgeOptions): Promise<Heard & { problems: Problem[] }> {
  const guardrails: OwnGuardrail[] = []
  const lines = reader(programs, (text, { program, line, column }) => {
    const told = guardrailIn(parsed(text))
    if (told) guardrails.push({ ...told, at: { file: (programs[program] as Program).path, line, column } })
    return told !== undefined
  })
  const request = requestOf(programs, { ...options, functions: {}, guarding: guarding([]) })
  const end = await inChild(request, '', lines.take)
  const problems = problemsOf(end, request, programs, lines.wrong() && 'guardrail')
  if (problems.length === 0 && guardrails.length === 0 && programs[0])
    problems.push(
      problem('own-guardrail', 'No file under `policies.own` has a guardrail.', "Write `guardrail({ id: '…', … })`, or remove the entry.", {
        file: programs[0].path,
        line: 1,
        column: 1,
      }),
    )
  const bare = bareOf(programs, end)
  return { guardrails, problems: sortProblems(problems), ...(bare && { bare }) }
}

/** The programs without their types, as the process that read them left them: each character is where it was, or it is none of them. */
function bareOf(programs: readonly Program[], { verdict }: ChildEnd): Program[] | undefined {
  const texts = verdict?.stripped
  if (texts?.length !== programs.length) return undefined
  const bare = programs.map(({ path }, index) => ({ path, text: texts[index] ?? '' }))
  return bare.every(({ text }, index) => typeof text === 'string' && text.length === programs[index]?.text.length) ? bare : undefined
}

/** Guardrails that were read. */
interface Own extends Heard {
  programs: readonly Program[]
}

interface Seen {
  plan: Plan
  before: World
  after: World
}

function judged(
  { programs, guardrails, bare }: Own,
  ids: ReadonlySet<string>,
  { plan, before, after }: Seen,
  options: JudgeOptions,
): ReturnType<OwnGuardrails['judge']> {
  const wanted = guardrails.flatMap(({ id }, index) => (ids.has(id) ? [index] : []))
  const [first] = wanted
  if (first === undefined) return { findings: [], problems: [] }
  const place = (index: number): Position[] => [(guardrails[index] as OwnGuardrail).at]
  const most = options.chars ?? limits.guardrailChars
  const lines = written(plan, before, after, most)
  if (lines === undefined)
    return {
      findings: [],
      problems: [
        problem(
          'program-limit',
          `The plan and its worlds have more than ${Math.floor(most / 2 ** 20)} million characters: too much for guardrails of your own to look at.`,
          'Cut the project in several, or switch them `off` under `policies.rules`.',
          place(first),
        ),
      ],
    }
  const about = { team: after.team, base: plan.base, evaluatedAt: plan.evaluatedAt }
  const guards = { functions: {}, guarding: { ...guarding(wanted), about } }
  const request = requestOf(bare ?? programs, { ...options, ...guards, ...(bare && { stripped: true }) })
  const findings: OwnFinding[] = []
  const heard = reader(programs, (text) => {
    const told = parsed(text)
    // They say again what they are.
    if (guardrailIn(told)) return true
    const finding = findingIn(told, ids)
    if (finding) findings.push(finding)
    return finding !== undefined
  })
  const { verdict, ended } = waitedFor(request, lines, heard.take)
  const problems: Problem[] = []
  for (const fault of verdict?.faults ?? []) problems.push(...faultsOf(fault, programs, guardrails, request))
  const stopped = problems.length > 0 && verdict?.ended !== 'well'
  // What stopped them all is told of the one that it stopped.
  if (!stopped) problems.push(...problemsOf({ ...(verdict && { verdict }), ended }, request, programs, heard.wrong() && 'finding'))
  return { findings, problems: problems.map((one) => (one.at.length > 0 || one.level !== 'error' ? one : { ...one, at: place(first) })) }
}

function faultsOf(
  { guardrail, ended }: NonNullable<Verdict['faults']>[number],
  programs: readonly Program[],
  guardrails: readonly OwnGuardrail[],
  request: Request,
): Problem[] {
  const whose = guardrails[guardrail]
  if (!whose) return []
  return sayHow(ended, programs, request).map((one) => ({
    ...one,
    message: `The guardrail \`${whose.id}\` could not look, so the plan is not let through. ${one.message}`,
    at: one.at.length > 0 ? one.at : [whose.at],
  }))
}

function waitedFor(request: Request, lines: string, take: (text: string) => void): ChildEnd {
  const { args, options, patience } = childOf(request)
  const { status, signal, error, output } = spawnSync(process.execPath, args, {
    ...options,
    input: `${JSON.stringify(request)}\n${lines}`,
    encoding: 'utf8',
    timeout: patience,
    killSignal: 'SIGKILL',
    // In UTF-8 a unit has at most three bytes; the child is stopped at so many units.
    maxBuffer: 4 * request.total,
  })
  if (error && (error as NodeJS.ErrnoException).code === 'ETIMEDOUT') return { ended: 'time' }
  if (error) return { ended: error.message }
  if (status !== 0) return { ended: signal ?? `exit status ${status}` }
  take(output[1] ?? '')
  return { verdict: JSON.parse(output[3] ?? '') as Verdict, ended: 'exit status 0' }
}

/** A text that people read: of so many UTF-16 units, and without what could move a cursor. */
const isText = (value: Json | undefined, most: number): value is string =>
  typeof value === 'string' && value.length <= most && /\S/.test(value) && hostileIn(value) === undefined

function guardrailIn(told: Json | undefined): Omit<OwnGuardrail, 'at'> | undefined {
  const [what, said] = Array.isArray(told) ? told : []
  if (what !== 'guardrail' || typeof said !== 'object' || said === null || Array.isArray(said)) return undefined
  const { id, level, title, why, fix } = said
  const most = limits.guardrailText
  if (!isText(id, 64) || (level !== 'error' && level !== 'warning')) return undefined
  return isText(title, most) && isText(why, most) && isText(fix, most) ? { id, level, title, why, fix } : undefined
}

function findingIn(told: Json | undefined, ids: ReadonlySet<string>): OwnFinding | undefined {
  const [what, guardrail, said] = Array.isArray(told) ? told : []
  if (what !== 'finding' || typeof guardrail !== 'string' || !ids.has(guardrail)) return undefined
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return undefined
  const { resource, message, fix, path } = said
  const most = limits.guardrailText
  if (!isText(resource, 512) || !isText(message, most)) return undefined
  if ((fix !== undefined && !isText(fix, most)) || (path !== undefined && !isText(path, 512))) return undefined
  return { guardrail, resource, message, ...(fix !== undefined && { fix }), ...(path !== undefined && { path }) }
}

/** What a run is asked for beside the files: which project, and the options that plan and apply share. */

import { timeOf } from '../effective/time.ts'
import { openProject, type Project, projectFolder } from '../reconciler/sources/project.ts'
import { isKind, isLocal, worldKinds } from '../schema/kinds/index.ts'
import { didYouMean, ProblemError, problem } from '../schema/problem.ts'
import { type Key, keyOf } from '../schema/resource.ts'
import { timeFrom } from './at.ts'
import { listOption, type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'

export async function findProject(context: Context): Promise<Project> {
  // Known before the file is read: what is wrong in it is shown with its lines.
  context.root = await projectFolder(context.folder)
  return openProject(context.root)
}

/** What was asked for beside the files. */
export interface Request {
  adopt: ReadonlySet<Key>
  allowances: { deletes: Record<string, number>; accessLoss?: number | undefined }
  /** When the plan is evaluated; RFC 3339, UTC. */
  evaluatedAt: string
  /** The same as it was written, where that is a time of the team's clocks: what it means is known with their zone, see `inZone`. */
  wall?: string
  /** Compare everything, although nothing seems to have changed. */
  full: boolean
  /** The user with whose rights the plan is judged; undefined: with the operator's. */
  as: string | undefined
}

const kindNames = worldKinds.map((kind) => kind.name)
/** Is it a kind of which there are live resources? */
const isTaken = (name: string): boolean => isKind(name) && !isLocal(name)

export const evaluateAtOption: OptionWords = {
  flags: '--at TIME',
  says: "evaluate at this time instead of now: 2026-03-02T09:00 in the team's time zone, or with Z or an offset",
}

export const requestOptions: readonly OptionWords[] = [
  evaluateAtOption,
  {
    flags: '--adopt KEY',
    says: 'take over a resource and its declared fields from another manager: Kind/name',
    repeated: true,
    begins: kindNames.map((kind) => `${kind}/`),
  },
  {
    flags: '--allow-delete KIND=COUNT',
    says: 'let the delete guard pass up to this many deletions of a kind',
    repeated: true,
    begins: kindNames.map((kind) => `${kind}=`),
  },
  {
    flags: '--allow-access-loss COUNT',
    says: 'let the access guard pass when up to this many ways from a user to a computer are lost',
  },
  { flags: '--full', says: 'load and compare everything, even when no file changed since the last apply' },
]

export function requestOf(options: Options, project: Project): Request {
  return {
    adopt: new Set(listOption(options, 'adopt').map((text) => keyFrom(text, project.team))),
    allowances: {
      deletes: Object.fromEntries(listOption(options, 'allowDelete').map(allowance)),
      accessLoss: accessLoss(textOption(options, 'allowAccessLoss')),
    },
    ...evaluation(textOption(options, 'at')?.trim()),
    full: options.full === true,
    as: textOption(options, 'as'),
  }
}

/** What a time of the team's clocks means, with what there is to say about it. Without a zone it counts as UTC. */
export function inZone(request: Request, zone: string | undefined): { request: Request; notes: readonly string[] } {
  if (request.wall === undefined) return { request, notes: [] }
  const { time, notes } = timeFrom(request.wall, zone ?? 'UTC', '--at')
  const unknown = zone === undefined ? [`No time zone is known of the team, so \`${request.wall}\` counts as UTC.`] : []
  return { request: { ...request, evaluatedAt: toTheSecond(Temporal.Instant.fromEpochMilliseconds(time)) }, notes: [...unknown, ...notes] }
}

function keyFrom(text: string, team: string): Key {
  const parts = text.split('/')
  const [kind = '', ...rest] = parts
  if (parts.length < 2 || parts.length > 3 || parts.includes('') || !isTaken(kind) || (rest.length === 2 && rest[0] !== team))
    throw usage(
      `\`${text}\` names no resource of team \`${team}\`${didYouMean(kind, kindNames) || '.'}`,
      'Write `--adopt Kind/name`, e.g. `--adopt User/alice`.',
    )
  return keyOf(kind, team, rest[rest.length - 1] as string)
}

function allowance(text: string): [string, number] {
  const [kind = '', count = '', ...more] = text.split('=')
  if (!isTaken(kind) || !/^\d{1,9}$/.test(count) || more.length > 0)
    throw usage(
      `\`${text}\` is not a kind and a count${(!isTaken(kind) && didYouMean(kind, kindNames)) || '.'}`,
      'Write `--allow-delete Kind=COUNT`, e.g. `--allow-delete User=40`.',
    )
  return [kind, Number(count)]
}

function accessLoss(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,12}$/.test(text)) throw usage(`\`${text}\` is not a count.`, 'Write `--allow-access-loss` with a whole number, e.g. `5000`.')
  return Number(text)
}

function evaluation(text: string | undefined): Pick<Request, 'evaluatedAt' | 'wall'> {
  if (text === undefined) return { evaluatedAt: toTheSecond(Temporal.Now.instant()) }
  const { time } = timeFrom(text, 'UTC', '--at', "the team's time zone")
  const evaluatedAt = toTheSecond(Temporal.Instant.fromEpochMilliseconds(time))
  return timeOf(text, 'UTC') === timeOf(text, 'Asia/Tokyo') ? { evaluatedAt } : { evaluatedAt, wall: text }
}

const toTheSecond = (time: Temporal.Instant): string => time.toString({ smallestUnit: 'second' })

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))

/** Opens what a project's `backend` names. The one place that knows which backends there are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProcess } from '../providers/control-plane/in-process.ts'
import type { Remote } from '../providers/control-plane/over-http.ts'
import type { Project } from '../reconciler/sources/project.ts'
import type { Plan, Provider } from '../reconciler/types.ts'
import type { Actor } from '../schema/kind.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import type { World } from '../schema/world.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import { openEmbedded, osActor } from '../server/embedded.ts'
import type { Context } from './context.ts'
import { notSignedIn, serverUrl, tokenFor } from './credentials.ts'
import { hasExpiredWaiver } from './policy-settings.ts'
import type { Request } from './request.ts'

export interface Backend {
  provider: Provider
  controlPlane: ControlPlane
  /** Who acts there. Over a network it is asked, once. */
  actor(): Promise<Actor>
  /** One writer at a time holds it: whoever writes opens it anew, for that. */
  locked: boolean
  /** Computers that enrolled; at a server only. */
  devices?: Remote['devices']
  close(): Promise<void>
}

/** `write` waits for the lock, where there is one; without it nothing is created or changed. `asItIs`: for a copy of what an older splashctl wrote, too. */
export async function openBackend(
  context: Context,
  project: Project,
  { write, asItIs = false }: { write: boolean; asItIs?: boolean },
): Promise<Backend> {
  if ('server' in project.backend) {
    const remote = await openRemote(context, project)
    let actor: Promise<Actor> | undefined
    return {
      provider: inProcess(remote),
      controlPlane: remote,
      actor: () => (actor ??= remote.whoami()),
      locked: false,
      devices: remote.devices,
      close: () => remote.close(),
    }
  }
  const controlPlane = await openEmbedded(join(project.root, '.splashtop'), {
    team: project.team,
    ...{ write, asItIs },
    waiting: (holder) => context.progress.phase('wait', `for ${holder}, which holds the lock`),
    env: context.env,
  })
  return { provider: inProcess(controlPlane), controlPlane, actor: async () => osActor(), locked: true, close: () => controlPlane.close() }
}

/** For whoever writes later on: what an older splashctl wrote is upgraded first, since nobody can read it before. */
export async function openUpgraded(context: Context, project: Project): Promise<Backend> {
  try {
    return await openBackend(context, project, { write: false })
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'database-outdated') throw error
    const upgrading = await openBackend(context, project, { write: true })
    await upgrading.close()
    return openBackend(context, project, { write: false })
  }
}

/** What was last known to be live, for who contacts no backend: an embedded one is read, of a server what is kept of its answers. */
export async function openKnown(context: Context, project: Project): Promise<Pick<Backend, 'provider' | 'close'>> {
  if (!('server' in project.backend)) return openBackend(context, project, { write: false })
  const { lastKnown } = await import('../providers/control-plane/over-http.ts')
  const world = lastKnown(project.team, keptIn(project))
  const none = async () => {
    throw new TypeError('what is only known is not changed')
  }
  return { provider: { name: 'copy', read: async () => world, apply: none, close: async () => {} }, close: async () => {} }
}

/** Where copies of what a server answered are kept. */
const keptIn = (project: Project): string => join(project.root, '.splashtop')

/** The control plane that a project names, with the token that this computer has for it. */
export async function openRemote(context: Context, project: Project): Promise<Remote> {
  if (!('server' in project.backend))
    throw new ProblemError(
      problem(
        'unsupported-backend',
        'The control plane of this project is embedded: there is nobody to sign in to.',
        'Write `backend: {server: {url: https://…}}` in splashtop.yaml where a control plane serves the team.',
      ),
    )
  const { url } = project.backend.server
  const parsed = serverUrl(url)
  const token = tokenFor(context.env, parsed, project.team)
  if (token === undefined) throw notSignedIn(parsed, project.team)
  return connectTo(context, { url, team: project.team, token, folder: keptIn(project) })
}

/** A connection to a control plane; loaded only where there is one. */
export async function connectTo(context: Context, to: { url: string; team: string; token: string; folder?: string }): Promise<Remote> {
  const { overHttp } = await import('../providers/control-plane/over-http.ts')
  const ca = context.env.SPLASHTOP_CA
  return overHttp({
    ...to,
    ...(ca && { ca: authority(ca) }),
    waiting: (why) => context.progress.phase('wait', why),
  })
}

function authority(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ProblemError(
      problem(
        'usage',
        `SPLASHTOP_CA names \`${path}\`, which can't be read (${(error as NodeJS.ErrnoException).code}).`,
        'Name the certificate of your authority, in PEM.',
      ),
    )
  }
}

/** The plan as it is shown: drift with who moved it, and when. */
export async function withMovers(plan: Plan, { provider }: Backend): Promise<Plan> {
  return plan.drift.length === 0 || !provider.movedBy ? plan : { ...plan, drift: await provider.movedBy(plan.drift) }
}

export async function readLive(context: Context, { provider }: Pick<Backend, 'provider'>): Promise<World> {
  context.progress.phase('read')
  return provider.read()
}

/**
 * The revision at which this very configuration was applied last, if nothing moved since: then there is nothing to load or compare. With
 * `secrets`, the values of secrets count as well: where there are any, only reading them tells whether they moved.
 */
export async function unchangedSince(
  backend: Backend,
  project: Project,
  configDigest: string,
  request: Request,
  { secrets = false }: { secrets?: boolean } = {},
): Promise<number | undefined> {
  // With a time of the team's clocks the files are read for their zone.
  if (request.full || request.wall !== undefined || request.adopt.size > 0 || hasExpiredWaiver(project, request.evaluatedAt))
    return undefined
  const found = await backend.provider.unchanged?.(project.manager, configDigest)
  return secrets && found?.secrets ? undefined : found?.revision
}

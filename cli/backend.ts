/** Opens what a project's `backend` names. The one place that knows which backends there are. */
import { join } from 'node:path'
import { inProcess } from '../providers/control-plane/in-process.ts'
import type { Project } from '../reconciler/sources/project.ts'
import type { Plan, Provider } from '../reconciler/types.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import type { World } from '../schema/world.ts'
import type { ControlPlane } from '../server/control-plane.ts'
import { openEmbedded } from '../server/embedded.ts'
import type { Context } from './context.ts'
import { hasExpiredWaiver } from './policy-settings.ts'
import type { Request } from './request.ts'

export interface Backend {
  provider: Provider
  controlPlane: ControlPlane
  close(): Promise<void>
}

/** `write` waits for the lock; without it nothing is created or changed. */
export async function openBackend(context: Context, project: Project, { write }: { write: boolean }): Promise<Backend> {
  if ('server' in project.backend)
    throw new ProblemError(
      problem(
        'unsupported-backend',
        `This version of splashctl speaks to no server (\`backend.server\`, ${project.backend.server.url}).`,
        'Write `backend: {embedded: {}}` in splashtop.yaml, or use a version that has the server.',
        project.at(['backend', 'server']),
      ),
    )
  const controlPlane = await openEmbedded(join(project.root, '.splashtop'), {
    team: project.team,
    write,
    waiting: (holder) => context.progress.phase('wait', `for ${holder}, which holds the lock`),
    env: context.env,
  })
  return { provider: inProcess(controlPlane), controlPlane, close: () => controlPlane.close() }
}

/** The plan as it is shown: drift with who moved it, and when. */
export async function withMovers(plan: Plan, { provider }: Backend): Promise<Plan> {
  return plan.drift.length === 0 || !provider.movedBy ? plan : { ...plan, drift: await provider.movedBy(plan.drift) }
}

export async function readLive(context: Context, { provider }: Backend): Promise<World> {
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

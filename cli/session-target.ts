/** Which control plane and team a command of signing in is about: what it names, else what the project says. */
import { openProject, projectFolder } from '../reconciler/sources/project.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { type Options, type OptionWords, textOption } from './command.ts'
import type { Context } from './context.ts'
import { serverUrl } from './credentials.ts'

export interface Target {
  /** As it was written: it may have a path. */
  url: string
  origin: URL
  team: string
}

export const targetOptions: readonly OptionWords[] = [
  { flags: '--server URL', says: 'the control plane; that of the project when nothing is said' },
  { flags: '--team NAME', says: 'the team; that of the project when nothing is said' },
]

export async function targetOf(context: Context, options: Options): Promise<Target> {
  const [server, team] = [textOption(options, 'server'), textOption(options, 'team')]
  if (server !== undefined && team !== undefined) return { url: server, origin: serverUrl(server), team }
  const root = await projectFolder(context.folder)
  context.root = root
  const project = await openProject(root)
  const url = server ?? ('server' in project.backend ? project.backend.server.url : undefined)
  if (url === undefined)
    throw new ProblemError(
      problem(
        'unsupported-backend',
        'The control plane of this project is embedded: there is nobody to sign in to.',
        'Name one by `--server URL`, or write `backend: {server: {url: https://…}}` in splashtop.yaml.',
      ),
    )
  return { url, origin: serverUrl(url), team: team ?? project.team }
}

/**
 * The user's configuration, `${XDG_CONFIG_HOME:-~/.config}/splashtop/config.yaml`: what splashctl may do on this machine. It says what a checkout
 * must not be able to say, so it lies outside of every project, and nobody but its user (or root) may write to it.
 */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { documentsOf } from '../reconciler/sources/documents.ts'
import { explain } from '../schema/explain.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { object, setOf, text } from '../schema/shape.ts'
import { configFolder } from '../server/keys.ts'

export interface UserConfig {
  secrets?: { allow?: string[] }
}

const MAX_BYTES = 65_536
/** So many faults of it are shown. */
const MOST = 20

const schema = object('The configuration of a user.', {
  secrets: object('The secrets of this machine that an apply may read.', {
    allow: setOf('As `env:NAME` or `file:/absolute/path`.', text('A variable or a file.', { minLength: 1, maxLength: 4096 })),
  }),
})

/** Empty where there is none. Throws a ProblemError where it is wrong, or might be somebody else's words. */
export async function readUserConfig(env: NodeJS.ProcessEnv, projectRoot: string): Promise<UserConfig> {
  const path = join(configFolder(env), 'config.yaml')
  const bytes = contentOf(path, projectRoot)
  if (bytes === undefined) return {}
  const { documents, problems } = await documentsOf(bytes, path)
  const [document, second] = documents
  const [fault] = problems
  if (fault) throw refusal(path, `is wrong in line ${fault.at[0]?.line ?? 1}: ${fault.message}`, fault.fix)
  if (!document) return {}
  if (second) throw refusal(path, 'holds several documents', 'Put everything into one.')
  const found = explain(schema, document.value, 'the user’s configuration', MOST)
  if (found.length > 0)
    throw new ProblemError(
      found.map(({ message, fix, path: at }) =>
        problem('invalid-user-config', `\`${path}\`, line ${document.at(at).line}: ${message}`, fix),
      ),
    )
  return document.value as UserConfig
}

/** Undefined where there is no such file. */
function contentOf(path: string, projectRoot: string): Uint8Array | undefined {
  let descriptor: number | undefined
  try {
    const real = realpathSync(path)
    if (real.startsWith(realpathSync(projectRoot) + sep))
      throw refusal(
        path,
        'lies inside the project, whose files must not allow themselves anything',
        'Keep it in your home, or set XDG_CONFIG_HOME.',
      )
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    const stats = fstatSync(descriptor)
    if (!stats.isFile() || stats.size > MAX_BYTES)
      throw refusal(path, `is no regular file of at most ${MAX_BYTES} bytes`, 'Put a short file there.')
    // Who may write to its folder can put another file in its place.
    for (const [what, found] of [[path, stats] as const, [dirname(real), statSync(dirname(real))] as const])
      if (isOthers(found))
        throw refusal(path, `can be written by others (\`${what}\`)`, `Make it yours alone: \`chmod go-w ${what}\`, as its owner.`)
    const buffer = Buffer.alloc(stats.size)
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof ProblemError) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw refusal(path, `can’t be read: ${code ?? error}`, 'Give yourself the right to read it, or take it away.')
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** May anybody write there but this user and root? */
const isOthers = ({ mode, uid }: Stats): boolean => (mode & 0o022) !== 0 || (uid !== 0 && uid !== process.getuid?.())

const refusal = (path: string, why: string, fix: string): ProblemError =>
  new ProblemError(problem('invalid-user-config', `\`${path}\` ${why}.`, fix))

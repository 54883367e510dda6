/**
 * Reads the secrets that a plan needs, at `apply` and nowhere else. What a file names is only a wish: whoever can change the files of a project
 * must not choose which secrets of the machine go where. So a name is read only if somebody allowed it outside of the checkout: by a flag, by the
 * environment of the run, or in the user's configuration.
 *
 *   env:NAME                a variable of the environment
 *   file:/absolute/path     a file, by its real path: where a link in the checkout leads is what counts
 *
 * No Problem repeats anything of a value.
 */
import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import { type ManagedSecret, managedSecrets, secretId } from '../reconciler/plan/secrets.ts'
import type { Project } from '../reconciler/sources/project.ts'
import type { Declaration, Provider, ResolvedSecret } from '../reconciler/types.ts'
import { canonical } from '../schema/canonical.ts'
import { visible } from '../schema/characters.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../schema/problem.ts'
import { type Handle, MAX_SECRET_BYTES, SecretValue, secretFault } from '../schema/secrets.ts'
import { osActor } from '../server/embedded.ts'
import { listOption, type Options } from './command.ts'
import type { Context } from './context.ts'
import type { Outcome } from './reconcile.ts'
import { readUserConfig } from './user-config.ts'

const VARIABLE = 'SPLASHTOP_SECRETS'

/** What was allowed, as `env:NAME` and `file:/real/path`. */
export async function allowedSecrets({ env }: Context, options: Options, { root }: Project): Promise<ReadonlySet<string>> {
  const flags = listOption(options, 'allowSecret').map((word) => allowed(word, '`--allow-secret`', 'usage'))
  const words = (env[VARIABLE] ?? '').split(',').map((word) => word.trim())
  const variable = words.filter((word) => word !== '').map((word) => allowed(word, `The variable ${VARIABLE}`, 'usage'))
  const config = await readUserConfig(env, root)
  const user = (config.secrets?.allow ?? []).map((word) => allowed(word, 'The user’s configuration', 'invalid-user-config'))
  return new Set([...flags, ...variable, ...user])
}

function allowed(word: string, where: string, code: 'usage' | 'invalid-user-config'): string {
  const [, kind, name = ''] = /^(env|file):(.+)$/s.exec(word) ?? []
  if (kind === 'env' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return word
  if (kind === 'file' && isAbsolute(name)) return `file:${normalize(name)}`
  // Somebody may have put the value itself there: it isn't repeated.
  throw new ProblemError(
    problem(
      code,
      `${where} has something that is neither \`env:NAME\` nor \`file:/absolute/path\`.`,
      'Name variables and files, never values.',
    ),
  )
}

/** Every value that is needed, or everything that is wrong with them. Each handle is read once, however many fields have it. */
export function resolveSecrets(
  managed: readonly ManagedSecret[],
  { env }: Pick<Context, 'env'>,
  { root }: Pick<Project, 'root'>,
  allow: ReadonlySet<string>,
): { secrets: ResolvedSecret[]; problems: Problem[] } {
  const [secrets, problems]: [ResolvedSecret[], Problem[]] = [[], []]
  for (const fields of Map.groupBy(managed, ({ handle }) => canonical(handle)).values()) {
    const [first] = fields as [ManagedSecret, ...ManagedSecret[]]
    const at = fields.flatMap(({ resource, path }) => resource.at(path))
    const found = read(first.handle, { env, root, allow })
    if ('code' in found) {
      problems.push(problem(found.code, `${called(first)}${others(fields.length)} ${found.why}.`, found.fix, at))
      continue
    }
    for (const { key, path, slot, resource } of fields) {
      const fault = secretFault(slot, found.value)
      if (fault === undefined) secrets.push({ key, path, value: new SecretValue(found.value) })
      else
        problems.push(
          problem(
            'secret-invalid',
            `The value behind ${called({ path, resource })} ${fault}.`,
            'Mend the value where it is kept.',
            resource.at(path),
          ),
        )
    }
  }
  return { secrets, problems }
}

export interface Reading {
  project: Project
  declaration: Declaration
  options: Options
  provider: Provider
}

/**
 * The outcome with the values of its secrets; made again where some of them are rotated, so that the plan shows it. Of what is refused anyway
 * no secret is read.
 */
export async function withSecrets(
  context: Context,
  { project, declaration, options, provider }: Reading,
  outcome: Outcome,
  again: (rotated: ReadonlySet<string>) => Outcome,
): Promise<Outcome & { secrets: readonly ResolvedSecret[] }> {
  const none = { ...outcome, secrets: [] }
  if (hasErrors([...outcome.invalid, ...outcome.refused])) return none
  const managed = managedSecrets(declaration, outcome.planned)
  if (managed.length === 0) return none
  const { secrets, problems } = resolveSecrets(managed, context, project, await allowedSecrets(context, options, project))
  if (problems.length > 0) return { ...none, invalid: [...outcome.invalid, ...problems] }
  const held = new Map(managed.map((secret) => [secretId(secret), secret.held]))
  const asked = secrets.flatMap((secret) => {
    const key = held.get(secretId(secret))
    return key === undefined ? [] : [{ secret, question: { ...secret, key } }]
  })
  const differ = new Set(
    (
      await provider.differing?.(
        asked.map(({ question }) => question),
        osActor(),
      )
    )?.map(secretId),
  )
  const rotated = asked.flatMap(({ secret, question }) => (differ.has(secretId(question)) ? [secretId(secret)] : []))
  return { ...(rotated.length === 0 ? outcome : again(new Set(rotated))), secrets }
}

const called = ({ path, resource }: Pick<ManagedSecret, 'path' | 'resource'>): string =>
  `\`${path}\` of ${resource.kind} \`${resource.name}\``
const others = (fields: number): string => (fields === 1 ? '' : fields === 2 ? ', and one more field,' : `, and ${fields - 1} more fields,`)

type Found = { value: string } | { code: 'secret-not-allowed' | 'secret-unreadable'; why: string; fix: string }

function read({ valueFrom }: Handle, where: { env: NodeJS.ProcessEnv; root: string; allow: ReadonlySet<string> }): Found {
  if (valueFrom.env !== undefined) return variable(valueFrom.env, where)
  if (valueFrom.file !== undefined) return file(valueFrom.file, where)
  return unreadable(
    'is a key of a Kubernetes secret, which only a control plane in that cluster can read',
    'Apply there, or use `env` or `file` here.',
  )
}

function variable(name: string, { env, allow }: { env: NodeJS.ProcessEnv; allow: ReadonlySet<string> }): Found {
  if (!allow.has(`env:${name}`)) return notAllowed(`reads the environment variable \`${name}\``, `env:${name}`)
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  if (value === undefined) return unreadable(`reads the environment variable \`${name}\`, which is not set`, 'Set it for this run.')
  if (value === '') return unreadable(`reads the environment variable \`${name}\`, which is empty`, 'Give it its value for this run.')
  return { value }
}

function file(name: string, { root, allow }: { root: string; allow: ReadonlySet<string> }): Found {
  const what = `reads the file \`${visible(name, 200)}\``
  let descriptor: number | undefined
  try {
    const real = realpathSync(isAbsolute(name) ? name : join(root, name))
    if (!allow.has(`file:${real}`)) return notAllowed(what, `file:${real}`)
    // Between looking and opening, a link or a pipe may have come in its place: neither is followed or waited for.
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    if (!fstatSync(descriptor).isFile()) return unreadable(`${what}, which is no regular file`, 'Put a file there.')
    const bytes = Buffer.alloc(MAX_SECRET_BYTES + 3)
    let length = 0
    for (let got = -1; got !== 0 && length < bytes.length; length += got)
      got = readSync(descriptor, bytes, length, bytes.length - length, null)
    const content = bytes.subarray(0, length)
    if (!isUtf8(content)) return unreadable(`${what}, which is no text in UTF-8`, 'Put text there.')
    const value = content.toString('utf8').replace(/\r?\n$/, '')
    return value === '' ? unreadable(`${what}, which is empty`, 'Put the value there.') : { value }
  } catch (error) {
    return unreadable(
      `${what}, which can’t be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`,
      'Put it there, for this user to read.',
    )
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

const unreadable = (why: string, fix: string): Found => ({ code: 'secret-unreadable', why, fix })

function notAllowed(why: string, word: string): Found {
  const shown = visible(word, 4096)
  const quoted = /^[\w:./@+-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`
  return {
    code: 'secret-not-allowed',
    why: `${why}, which nobody allowed here`,
    fix: `If it is meant to go there: \`splashctl apply --allow-secret ${quoted}\`; or put it into ${VARIABLE}, or into your configuration.`,
  }
}

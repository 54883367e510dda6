/**
 * Reading the code of a deployment package: whoever has it lets computers in, so to be told it is an act. It needs the right to manage the
 * package, and the audit log says who read it, and when, before anybody is told: an entry that can't be written means a code that isn't given.
 * It is a revision like an issued token: without rows, signed and chained as all others. The log names the package, and nothing of the code.
 */
import { randomUUID } from 'node:crypto'
import { mayDo } from '../effective/permission.ts'
import type { Actor } from '../schema/kind.ts'
import { didYouMean, hasErrors, ProblemError, problem } from '../schema/problem.ts'
import { type Key, keyOf, type Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { CODE } from './commit.ts'
import type { Within } from './credentials.ts'
import type { Keys } from './keys.ts'
import { identityOf, stranger } from './permission.ts'
import { unseal } from './seal.ts'

export interface PackageCode {
  /** The name of the package. */
  package: string
  code: string
  /** Since when the code is the package's; RFC 3339, UTC. */
  issuedAt: string | null
  /** Of the audit entry that says that it was read. */
  revision: number
}

/** Who keeps what reading makes; no field is anybody's by it. */
const MANAGER = 'control-plane'
const KIND = 'DeploymentPackage'

export function packageCodes({ store, team, book, world, catchUp, inLine, advance }: Within) {
  async function attempt(name: string, actor: Actor, idempotencyKey: string): Promise<PackageCode> {
    const live = await world()
    const found = readable(live, name, actor)
    const { keys } = await book.keys('commit')
    const sealed = await store.sealed(team, found.key, CODE)
    const code = opened(keys, { databaseId: store.databaseId, team, uid: found.live?.uid ?? '', name: CODE }, found.key, sealed)
    const done = await book.write(
      {
        ...{ base: live.revision, time: new Date().toISOString(), actor, manager: MANAGER, idempotencyKey },
        ...{ entries: [], sealed: [], reads: [{ key: found.key, name: CODE }] },
      },
      keys,
    )
    if (done.repeated) await catchUp()
    else advance(live, [], done.revision)
    const { codeIssuedAt } = found.status
    return { package: name, code, issuedAt: typeof codeIssuedAt === 'string' ? codeIssuedAt : null, revision: done.revision }
  }

  /** Again where another commit came first: the package may be another by then, and who asks may be nobody any more. */
  return (name: string, actor: Actor): Promise<PackageCode> =>
    inLine(async () => {
      const idempotencyKey = `read-code-${randomUUID()}`
      for (;;) {
        const { revision } = await world()
        try {
          return await attempt(name, actor, idempotencyKey)
        } catch (error) {
          const overtaken =
            error instanceof ProblemError && error.problems[0]?.code === 'stale-plan' && (await store.head(team)) !== revision
          if (!overtaken) throw error
          await catchUp()
        }
      }
    })
}

/** The package, for who may manage it. Whoever may not is told the same whether or not there is one. */
function readable(live: World, name: string, actor: Actor): Resource<'DeploymentPackage'> {
  const identity = identityOf(actor)
  if (!identity) throw new ProblemError(stranger(actor))
  const key = keyOf(KIND, live.team, name)
  const refused = mayDo(live, live, identity, [{ op: 'update', key, fields: [], needs: ['packages.manage'] }])
  if (hasErrors(refused)) throw new ProblemError(refused)
  const found = live.find(KIND, name)
  if (found) return found
  const hint = didYouMean(
    name,
    live.of(KIND).map((one) => one.name),
  )
  throw new ProblemError(
    problem(
      'unknown-resource',
      `No deployment package \`${name}\` is live${hint || '.'}`,
      'Run `splashctl get package` for those that are.',
    ),
  )
}

function opened(keys: Keys | undefined, bond: Parameters<typeof unseal>[1], key: Key, sealed: Uint8Array | undefined): string {
  if (!sealed) throw unopenable(key, 'is not in the database')
  if (!keys) throw unopenable(key, 'can’t be opened: the operator key is out of reach')
  try {
    return unseal(keys, bond, sealed)
  } catch (error) {
    throw new ProblemError(unopenable(key, 'was sealed with another key, or changed since').problems, { cause: error })
  }
}

const unopenable = (key: Key, why: string): ProblemError =>
  new ProblemError(
    problem(
      'unsealing-impossible',
      `The code of \`${key}\` ${why}.`,
      'Put the key folder back, or set SPLASHTOP_KEYS to the folder that holds it; `splashctl audit verify` tells whether the database was changed.',
    ),
  )

/** Which changes can mean anything. A name that is shown, a note or a label of a user is read by people, and by nothing in here. */
import { same } from '../schema/canonical.ts'
import type { Tree } from '../schema/fields.ts'
import type { Key, Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'

/** Fields that no rule of meaning reads, in whatever kind. */
const unread: ReadonlySet<string> = new Set(['displayName', 'description', 'note', 'email', 'notifications', 'sessionIndicator'])

/** False where a resource says the same before and after, as far as meaning reads it. */
export function matters(key: Key, before: World, after: World): boolean {
  const [was, is] = [before.get(key), after.get(key)]
  if (!was || !is) return was !== is
  return was !== is && !same(read(was), read(is))
}

function read({ declared, status }: Resource): Tree {
  const spec = Object.fromEntries(Object.entries(declared.spec ?? {}).filter(([name]) => !unread.has(name)))
  return { spec, labels: declared.metadata?.labels ?? {}, status }
}

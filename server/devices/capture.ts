/**
 * What a package sets at install, as it is at that moment: kept with the computer, since a package that is edited later reaches no computer that is
 * there already [S1]. A secret among the settings is taken along as it is held, sealed anew for the computer; what is seen of it is since when the
 * package held it, so that two computers with other values are told apart.
 */
import type { Json } from '../../schema/canonical.ts'
import type { Tree } from '../../schema/fields.ts'
import { kindNamed } from '../../schema/kinds/index.ts'
import type { Key, Resource } from '../../schema/resource.ts'
import { heldSince, secretSlots } from '../../schema/secrets.ts'
import type { Keys } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import type { Store } from '../store/store.ts'
import type { Draft } from './write.ts'

export interface Captured {
  settings: { [name: string]: Json }
  seal: NonNullable<Draft['seal']>
}

/** The name under which a captured secret is sealed for the computer; `path` is that of the package: `spec.settings.…`. */
export const capturedName = (path: string): string => `status.enrolment.${path.slice('spec.'.length)}`

export async function capture(store: Store, by: Resource, keys: Keys | undefined, computer: Key): Promise<Captured> {
  const settings = structuredClone((by.declared.spec?.settings as Tree | undefined) ?? {})
  const since = heldSince(by)
  const values: { name: string; value: string }[] = []
  for (const { path } of secretSlots(kindNamed(by.kind))) {
    const parts = path.split('.').slice('spec.settings'.split('.').length)
    const last = parts.pop() as string
    const parent = parts.reduce<Tree | undefined>((tree, part) => tree?.[part] as Tree | undefined, settings)
    if (parent?.[last] === undefined || parent[last] === null) continue
    const sealed = keys && (await store.sealed(by.namespace, by.key, path))
    parent[last] = { since: since[path] ?? null }
    if (!keys || !sealed) continue
    const bond = { databaseId: store.databaseId, team: by.namespace, uid: by.live?.uid ?? '', name: path }
    values.push({ name: capturedName(path), value: unseal(keys, bond, sealed) })
  }
  return {
    settings,
    seal: (sealing, bondOf) =>
      values.map(({ name, value }) => ({ key: computer, name, value: seal(sealing, bondOf(computer, name), value), lookup: null })),
  }
}

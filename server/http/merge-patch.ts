/** JSON Merge Patch (RFC 7396): null takes away, an object goes down, anything else replaces. Bodies are bounded in depth when they are read. */
import type { Json } from '../../schema/canonical.ts'

export function merged(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch
  const next = new Map(Object.entries(isObject(target) ? target : {}))
  for (const [key, value] of Object.entries(patch))
    if (value === null) next.delete(key)
    else next.set(key, merged(next.get(key) ?? null, value))
  return Object.fromEntries(next)
}

const isObject = (value: Json): value is { [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value)

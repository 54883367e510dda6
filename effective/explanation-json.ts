/** An explanation as a program reads it: what `splashctl explain --json` writes and what the control plane answers. */
import type { Json } from '../schema/canonical.ts'
import type { Path } from '../schema/fields.ts'
import type { Position } from '../schema/problem.ts'
import type { Key } from '../schema/resource.ts'
import { type Explanation, originText } from './explanation.ts'

/** @param places where a declaration is written, or a field or an entry of it */
export function explanationJson(
  answer: Explanation,
  places: (key: Key, path: Path, entry?: string) => readonly Position[],
): { [key: string]: Json } {
  const at = (key: Key, path: Path, entry?: string) => places(key, path, entry).map((place) => ({ ...place }))
  const { until, next, bound } = answer
  const settings: { [section: string]: { [name: string]: Json } } = {}
  for (const [path, { value, origin, locked }] of answer.settings) {
    const [section = '', name = ''] = path.split('.')
    ;(settings[section] ??= {})[name] = { value, origin, locked }
  }
  return {
    user: answer.user,
    computer: answer.computer,
    time: instantText(answer.time),
    allowed: answer.allowed,
    permanent: answer.reasons.some(({ way }) => way.schedule === undefined),
    until: until === undefined ? null : instantText(until),
    bound: { pool: bound.pool ?? null, exclusive: bound.exclusive ? { ...bound.exclusive } : null },
    next: next ? { schedule: next.schedule, from: instantText(next.from), to: instantText(next.to) } : null,
    features: Object.fromEntries(
      [...answer.features].map(([name, { value, inSession, origin }]) => [name, { value, inSession, origin: originText(origin) }]),
    ),
    settings,
    reasons: answer.reasons.flatMap(({ chain }, way) =>
      chain.map(({ key, path, entry, says }) => ({ key, at: at(key, path, entry), says, way })),
    ),
    missing: answer.missing.map(({ says, key, path, entry, fix }) => ({
      says,
      ...(key !== undefined && { key }),
      at: key === undefined ? [] : at(key, path, entry),
      fix,
    })),
    notes: [...answer.notes],
  }
}

/** RFC 3339, UTC. */
const instantText = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString()

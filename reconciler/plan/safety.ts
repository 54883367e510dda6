/**
 * The rules that every plan passes before the first write, made from the `safety` part of the project file and the allowances of one run.
 * They stop what is nearly always an accident: a glob that matches nothing, a folder that moved, the last administrator's own removal.
 *
 * Overrides name the kind and the count (`--allow-delete User=40`); there is no global force.
 */
import { kinds } from '../../schema/kinds/index.ts'
import { didYouMean, type Position, type Problem, problem } from '../../schema/problem.ts'
import { safetyDefaults } from '../../schema/project.ts'
import { roleOf } from '../../schema/ranks.ts'
import { type Resource, splitKey } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { Plan, Rule, Safety } from '../types.ts'
import { accessLossRule } from './access-loss.ts'

export interface Allowances {
  /** By kind: how many deletions this run may make. */
  deletes: Readonly<Record<string, number>>
  /** How many ways to a computer this run may take away. */
  accessLoss?: number | undefined
}

export const defaultSafety: Safety = safetyDefaults

/** Shares say nothing about small sets: they count from so many live resources of a kind on. */
const SHARE_FROM = 10

/** @param place where a break-glass user is named in the project file */
export function safetyRules(
  safety: Safety,
  allowances: Allowances = { deletes: {} },
  place: (index: number) => Position[] = () => [],
): Rule[] {
  return [
    deletesRule(safety, allowances),
    accessLossRule(safety, allowances.accessLoss),
    emptyRule(allowances),
    administratorRule,
    breakGlassRule(safety),
    strangerRule(safety, place),
  ]
}

function deletesByKind(plan: Plan): Map<string, string[]> {
  const byKind = new Map<string, string[]>()
  for (const change of plan.changes) {
    if (change.op !== 'delete') continue
    const { kind, name } = splitKey(change.key)
    byKind.set(kind, [...(byKind.get(kind) ?? []), name])
  }
  return byKind
}

/** Share and count of deletions, per kind. A single deletion always passes. */
function deletesRule({ maxDeletes, maxDeleteShare }: Safety, { deletes }: Allowances): Rule {
  return {
    id: 'max-deletes',
    level: 'error',
    check(plan, before) {
      const problems: Problem[] = []
      for (const [kind, names] of deletesByKind(plan)) {
        const count = names.length
        const live = kinds.find((known) => known.name === kind) ? before.of(kind as never).length : 0
        const share = live === 0 ? 0 : count / live
        if (count <= 1 || count <= (deletes[kind] ?? 0)) continue
        const tooMany = count > maxDeletes
        const tooLarge = live >= SHARE_FROM && share > maxDeleteShare
        if (!tooMany && !tooLarge) continue
        const percent = (part: number) => `${Math.round(part * 1000) / 10} %`
        const limit = tooMany ? `the limit is ${maxDeletes}` : `the limit is ${percent(maxDeleteShare)} of them`
        problems.push(
          problem(
            'too-many-deletes',
            `The plan deletes ${count} of ${live} ${kind} (${percent(share)}); ${limit}: ${some(names)}.`,
            `If it is meant: \`--allow-delete ${kind}=${count}\`. If not, look at \`sources\` and at what was removed from the files.`,
          ),
        )
      }
      return problems
    },
  }
}

const some = (names: readonly string[]): string => names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '')

/** A configuration that declares nothing is a wrong path more often than a wish. */
function emptyRule({ deletes }: Allowances): Rule {
  return {
    id: 'empty-configuration',
    level: 'error',
    check(plan, _before, _after, declared) {
      const deleted = deletesByKind(plan)
      const count = [...deleted.values()].reduce((sum, names) => sum + names.length, 0)
      if (declared > 0 || count < 2) return []
      if ([...deleted].every(([kind, names]) => names.length <= (deletes[kind] ?? 0))) return []
      return [
        problem(
          'empty-configuration',
          `Nothing is declared, and everything that this project declared before, ${count} resources, would be deleted.`,
          `Look at \`sources\` in splashtop.yaml. If it is meant: ${[...deleted].map(([kind, names]) => `\`--allow-delete ${kind}=${names.length}\``).join(' ')}.`,
        ),
      ]
    },
  }
}

const ranks: ReadonlySet<string | undefined> = new Set(['owner', 'super-admin', 'admin'])

/** The names of the enabled users who administer the team: its owner, and whoever has a role of admin or above, through custom roles too. */
export function administrators(world: World): Set<string> {
  const users = world.of('User').filter((user) => administers(world, user))
  return new Set(users.map((user) => user.name))
}
const administers = (world: World, user: Resource<'User'>): boolean => !user.spec.disabled && ranks.has(roleOf(world, user))

const administratorRule: Rule = {
  id: 'last-administrator',
  level: 'error',
  check(plan, before, after) {
    if (plan.changes.length === 0) return []
    if (after.of('User').some((user) => administers(after, user))) return [] // found at once, as a rule
    const had = administrators(before)
    if (had.size === 0) return []
    return [
      problem(
        'last-administrator',
        `After this plan nobody could administer the team: ${some([...had].sort())} would lose it.`,
        'Leave at least one enabled user with the role admin or above.',
      ),
    ]
  },
}

function breakGlassRule({ breakGlass }: Safety): Rule {
  return {
    id: 'break-glass',
    level: 'error',
    check(plan, before, after) {
      if (plan.changes.length === 0 || breakGlass.length === 0) return []
      const [had, has] = [administrators(before), administrators(after)]
      return breakGlass
        .filter((name) => (had.has(name) && !has.has(name)) || (before.find('User', name) && !after.find('User', name)))
        .map((name) =>
          problem(
            'break-glass',
            `User \`${name}\` is kept for emergencies, and would lose the way in.`,
            'Keep the user, enabled, with its rights; or remove it from `safety.breakGlass` in a change of its own.',
          ),
        )
    },
  }
}

/** A name that nobody bears protects nobody: most likely it is misspelt. */
function strangerRule({ breakGlass }: Safety, place: (index: number) => Position[]): Rule {
  return {
    id: 'break-glass-unknown',
    level: 'warning',
    check(_plan, before, after) {
      return breakGlass.flatMap((name, index) => {
        if (before.find('User', name) || after.find('User', name)) return []
        const names = after.of('User').map((user) => user.name)
        return problem(
          'break-glass-unknown',
          `\`safety.breakGlass\` names \`${name}\`, and there is no such user${didYouMean(name, names)}`,
          'Mend the name, or declare the user; until then nobody is protected.',
          place(index),
        )
      })
    },
  }
}

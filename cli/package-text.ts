/** What a deployment package says, for people and for programs: what of it is live, and how many computers came in by it. */
import type { Json } from '../schema/canonical.ts'
import type { Resource } from '../schema/resource.ts'
import type { World } from '../schema/world.ts'
import { count } from './problems.ts'
import { toTheSecond } from './tally.ts'
import { visibleLine } from './visible.ts'

export interface PackageFacts {
  name: string
  displayName: string | null
  group: string | null
  preferencePolicy: string | null
  namingRule: string
  customName: string | null
  platforms: readonly string[]
  expiresAt: string | null
  maxEnrolments: number | null
  approval: string
  /** How many computers of the team came in by it. */
  enrolled: number
}

export function packageFacts(world: World, { name, spec }: Resource<'DeploymentPackage'>): PackageFacts {
  const cameBy = (status: { readonly [key: string]: Json | undefined }) =>
    (status.enrolment as { package?: Json } | null | undefined)?.package
  return {
    name,
    displayName: spec.displayName ?? null,
    group: spec.group ?? null,
    preferencePolicy: spec.preferencePolicy ?? null,
    namingRule: spec.namingRule,
    customName: spec.customName ?? null,
    platforms: spec.platforms,
    expiresAt: spec.expiresAt ?? null,
    maxEnrolments: spec.maxEnrolments ?? null,
    approval: spec.approval,
    enrolled: world.of('Computer').filter(({ status }) => cameBy(status) === name).length,
  }
}

const naming: Readonly<Record<string, (custom: string) => string>> = {
  hostname: () => 'after themselves',
  customPlusSequence: (custom) => `${custom} and a number`,
  customOrHostname: (custom) => `${custom}, or what is given at install`,
}

export function packageText(facts: PackageFacts, issuedAt: string | null): string {
  const { expiresAt, maxEnrolments, enrolled } = facts
  const over = expiresAt !== null && !(Date.now() < Date.parse(expiresAt))
  const full = maxEnrolments !== null && enrolled >= maxEnrolments
  const rows: [string, string][] = [
    ['Package', facts.displayName === null ? facts.name : `${facts.name} (${facts.displayName})`],
    ['Group', facts.group ?? 'none: as the groups’ own `match` says'],
    ['Policy', facts.preferencePolicy ?? 'none of its own'],
    ['Names', naming[facts.namingRule]?.(facts.customName ?? '') ?? facts.namingRule],
    ['Platforms', facts.platforms.join(', ')],
    ['Until', expiresAt === null ? 'no end' : `${expiresAt}${over ? ': it is over, and takes nobody in' : ''}`],
    ['Came in', `${count(enrolled, 'computer')}${maxEnrolments === null ? '' : ` of ${maxEnrolments}${full ? ': it is full' : ''}`}`],
    ['Approval', facts.approval === 'required' ? 'an administrator lets each computer in' : 'none'],
    ['Code', issuedAt === null ? 'as follows' : `since ${toTheSecond(issuedAt)}`],
  ]
  return rows.map(([title, text]) => `${title.padEnd(10)} ${visibleLine(text)}\n`).join('')
}

/** Whom else an advice would let in: many declarations have many subjects, and whoever follows it should know. */

/** Whom a declaration names beside a user. */
export const besides = ({ users, groups }: { users: readonly string[]; groups: readonly string[] }, user: string): string[] => [
  ...groups.map((name) => `everyone in group ${name}`),
  ...users.filter((name) => name !== user),
]

/** "; everyone in group crew, bob would have it too": at the end of a fix. */
export function tooText(others: readonly string[]): string {
  if (others.length === 0) return ''
  const told = others.length > 3 ? `${others.slice(0, 2).join(', ')} and ${others.length - 2} more` : others.join(', ')
  return `; ${told} would have it too`
}

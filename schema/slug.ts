/** Names for resources out of what people are called elsewhere: `metadata.name` is a DNS-1123 subdomain, and nobody's account has to be. */

/** Letters that are no base letter with a mark, so that normalising leaves them. */
const FOLDED: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' }
const LABEL = 63
const WHOLE = 253

/** `Zoë.L’Écuyer` → `zoe.l-ecuyer`. What nothing is left of has the name `otherwise`. */
export function slugOf(text: string, otherwise: string): string {
  const labels = text
    .normalize('NFKD')
    // Accents are marks of their own by now: é is e.
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıħ]/g, (letter) => FOLDED[letter] ?? '')
    .split('.')
    .map((label) =>
      label
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+/, '')
        .slice(0, LABEL)
        .replace(/-+$/, ''),
    )
    .filter((label) => label !== '')
  // Room for a number behind it.
  return (
    labels
      .join('.')
      .slice(0, WHOLE - 8)
      .replace(/[-.]+$/, '') || otherwise
  )
}

/** Gives each the first of `anna`, `anna-2`, `anna-3` … that nobody has, neither those who are there already nor those before it. */
export function freeNames(there: Iterable<string>): (slug: string) => string {
  const taken = new Set(there)
  // However many are called alike, nobody counts from the beginning again.
  const next = new Map<string, number>()
  return (slug) => {
    let name = slug
    for (let number = next.get(slug) ?? 2; taken.has(name); number++) {
      name = numbered(slug, `-${number}`)
      next.set(slug, number + 1)
    }
    taken.add(name)
    return name
  }
}

/** The first of the same for one alone, of which somebody else knows who has it. */
export function firstFree(slug: string, isTaken: (name: string) => boolean): string {
  let name = slug
  for (let number = 2; isTaken(name); number++) name = numbered(slug, `-${number}`)
  return name
}

/** The last label makes room for the number. */
function numbered(slug: string, number: string): string {
  const start = slug.lastIndexOf('.') + 1
  const label = slug
    .slice(start)
    .slice(0, LABEL - number.length)
    .replace(/-+$/, '')
  return `${slug.slice(0, start)}${label}${number}`
}

/**
 * Display names, as small as they can be held beside two hundred thousand names. Most say what the name says already (`mia.chen` is Mia
 * Chen, `lab-3` is LAB 3), and of those that don't many are said again and again; only what is left is written out. The page's script reads
 * them back (`titleOf`).
 */
import type { Resource } from '../../../../schema/resource.ts'
import { visible } from '../../../sources/frame.ts'

/** 0: none, or the name itself; 1: the name's words, capitalised; 2: in capitals; from 3 on: a place in the list of those that come again. */
export type Title = number | string
/** Of many: the same for all of them, or one for each. */
export type Titles = 0 | 1 | 2 | readonly Title[]

const LISTED = 3
/** A number takes as much as a name of this size. */
const SHORT = 4

/** What a resource is called for people; nothing of it is kept. */
export function displayName(resource: Resource | undefined): string | undefined {
  const title = resource?.glance(({ declared }) => declared.spec?.displayName)
  return typeof title === 'string' && title !== '' ? visible(title) : undefined
}

/** "Joint reviews (joint-reviews)"; the name alone where there is no other. */
export function called(resource: Resource | undefined, name: string): string {
  const title = displayName(resource)
  return title === undefined || title === name ? name : `${title} (${name})`
}

export function packed(name: string, title: string | undefined): Title {
  if (title === undefined || title === name) return 0
  const words = name.split(/[-._]+/)
  if (title === words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')) return 1
  return title === words.join(' ').toUpperCase() ? 2 : title
}

/** Replaces what comes again by its place in a list. Changes the lists that it is given. */
export function listed(lists: readonly Title[][]): string[] {
  const often = new Map<string, number>()
  for (const list of lists)
    for (const title of list) if (typeof title === 'string' && title.length > SHORT) often.set(title, (often.get(title) ?? 0) + 1)
  const places = new Map([...often].filter(([, times]) => times > 1).map(([title], at) => [title, at + LISTED]))
  for (const list of lists)
    for (const [at, title] of list.entries()) {
      const place = typeof title === 'string' ? places.get(title) : undefined
      if (place !== undefined) list[at] = place
    }
  return [...places.keys()]
}

export function together(titles: readonly Title[]): Titles {
  const [first] = titles
  if (first === undefined) return 0
  return (first === 0 || first === 1 || first === 2) && titles.every((one) => one === first) ? first : titles
}

/** Of how many something is known that their names don't say, and what that takes, in bytes of JSON. */
export function weightOf(titles: Titles): { known: number; size: number } {
  if (typeof titles === 'number') return { known: 0, size: 0 }
  let [known, size] = [0, 0]
  for (const title of titles) {
    if (typeof title === 'string') size += Buffer.byteLength(title) + 3
    else size += String(title).length + 1
    if (title !== 0 && title !== 1 && title !== 2) known += 1
  }
  return { known, size }
}

/** What the scaffolds have in common: a name and the files as they are go in, files as they should be come out. Nothing is written here. */

export interface Scaffolded {
  /** New files by their path in the checkout. */
  made: Record<string, string>
  /** Existing files, with their new line. */
  edited: Record<string, string>
  /** The file to begin with. */
  open: string
  /** Tests whose golden files change with what is new. */
  renew?: string[]
  /** What is left to do, in the order of doing it. */
  next: string[]
}

/** `read` gives a file of the checkout. Throws a Refusal for a name that is ill-formed or taken. */
export type Scaffold = (name: string, read: (path: string) => string) => Scaffolded

/** Why nothing is made. Its message is for the person who asked. */
export class Refusal extends Error {}

/** A text without the margin that it has in the source, so that its lines don't look like lines of the source. */
export function text(strings: TemplateStringsArray, ...values: string[]): string {
  const whole = String.raw({ raw: strings }, ...values)
  const lines = whole.replace(/^\n/, '').split('\n')
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length))
  return `${lines
    .map((line) => line.slice(margin))
    .join('\n')
    .trimEnd()}\n`
}

/** Puts a text behind the last place where a pattern matches; what is looked for must be there. */
export function behind(file: string, pattern: RegExp, added: string): string {
  const last = [...file.matchAll(pattern)].at(-1)
  if (!last) throw new Refusal(`There is no place for the new line: nothing matches ${pattern}.`)
  const at = last.index + last[0].length
  return file.slice(0, at) + added + file.slice(at)
}

export const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
export const pascal = (name: string): string => camel(`-${name}`)

/** Words in lower case, joined by dashes, that can name a constant. */
export function slug(name: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new Refusal(`\`${name}\` is not a name: lower-case letters and digits, words joined by \`-\`, 40 characters at most.`)
  return name
}
const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
)
/** A name for a constant: `import` can't be one, `importCommand` can. */
export const constant = (name: string, kindOfThing: string): string => (RESERVED.has(name) ? `${name}${kindOfThing}` : camel(name))

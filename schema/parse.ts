/**
 * Documents into Resources: the envelope, the version, the schema, the characters, what a file may not say. All faults of all documents at
 * once. The way of a document without fault is short, since a hundred thousand of them go it: one compiled validator, one look at the
 * characters. Only a document that is wrong is walked for words (explain.ts).
 *
 * What needs other documents (doubles, references, invariants) is judged later, on the whole.
 */
import type { Json } from './canonical.ts'
import { allClean, visible } from './characters.ts'
import { API_VERSION, envelopeOf, reservedKeys } from './envelope.ts'
import { explain } from './explain.ts'
import { type Declared, normalise, type Path, refSlots, segments, setsInOrder, type Tree } from './fields.ts'
import * as generated from './generated/validators.js'
import type { Kind } from './kind.ts'
import { isKind, kindNamed, kinds } from './kinds/index.ts'
import { laterKinds } from './later.ts'
import { didYouMean, type Position, type Problem, problem } from './problem.ts'
import { type Document, type Key, keyOf, type Origin, Resource } from './resource.ts'
import type { ObjectNode } from './shape.ts'

/** At most so many problems are shown of one document, and of all that are parsed together; of the rest it is counted whose they are. */
const MOST = 100
const MOST_OF_ALL = 1000
const RENAMED_FROM = 'splashtop.io/renamed-from'

/** An older version of the format, by its `apiVersion`: how its documents become those of the next. None is older than the first yet. */
export type Conversions = Readonly<Record<string, (value: Tree) => Tree>>
const conversions: Conversions = {}

export interface ParseContext {
  team: string
  /** For tests of what a later version will do. */
  conversions?: Conversions
}

const validators: Readonly<Record<string, (value: unknown) => boolean>> = { ...generated }
const envelopes = new Map<string, ObjectNode>()
function envelope(kind: Kind): ObjectNode {
  let node = envelopes.get(kind.name)
  if (!node) envelopes.set(kind.name, (node = envelopeOf(kind)))
  return node
}

/** Names that always exist, by kind: a reference may name them, so a resource may not bear them. */
let builtinNames: Map<string, Set<string>> | undefined
function isBuiltin(kind: string, name: string): boolean {
  if (!builtinNames) {
    builtinNames = new Map()
    for (const one of kinds)
      for (const slot of refSlots(one)) {
        const names = builtinNames.get(slot.kind) ?? new Set()
        for (const builtin of slot.builtin) names.add(builtin)
        builtinNames.set(slot.kind, names)
      }
  }
  return builtinNames.get(kind)?.has(name) ?? false
}

export interface Parsed {
  resources: Resource[]
  problems: Problem[]
  /** What the refused documents were to declare; null stands for one that doesn't say. */
  refused: (Key | null)[]
}

export function parse(documents: Iterable<Document>, context: ParseContext): Parsed {
  const resources: Resource[] = []
  const problems: Problem[] = []
  const refused: Parsed['refused'] = []
  let untold = 0
  let place: Position | undefined
  for (const document of documents) {
    const room = MOST_OF_ALL - problems.length
    const found = parseOne(document, context, Math.min(MOST, room))
    if (found instanceof Resource) resources.push(found)
    else {
      problems.push(...found.slice(0, room))
      if (found.length > room) {
        place ??= document.at([])
        untold++
      }
      refused.push(claimOf(document, context))
    }
  }
  if (place)
    problems.push(
      problem(
        'more-problems',
        `There are more problems than the ${MOST_OF_ALL} that are shown, in ${untold} ${untold === 1 ? 'document' : 'documents'}.`,
        'Mend those first.',
        place,
      ),
    )
  return { resources, problems, refused }
}

/** Where something stands that nobody is told of: to look for it may cost more than to see that it is wrong. */
const unsaid = ({ file, value }: Document): Document => ({ file, value, at: () => ({ file, line: 1, column: 1 }) })

function claimOf({ value }: Document, { team }: ParseContext): Key | null {
  const read = asTree(value)
  const name = asTree(read?.metadata)?.name
  return typeof read?.kind === 'string' && isKind(read.kind) && typeof name === 'string' ? keyOf(read.kind, team, name) : null
}

/** @param most how many of its problems are told; of none, one that is not to be told stands for all */
function parseOne(asked: Document, context: ParseContext, most: number): Resource | Problem[] {
  const document = most > 0 ? asked : unsaid(asked)
  const read = versioned(document, context.conversions ?? conversions)
  if (Array.isArray(read)) return read
  const named = kindOf(document, read)
  if (Array.isArray(named)) return named
  const metadata = asTree(read.metadata)
  const name = metadata?.name
  const fits = (validators[named.name] as (value: unknown) => boolean)(read)
  if (!fits || !allClean(read)) {
    const faults = faultsOf(document, read, named, fits, most)
    if (faults.length > 0) return faults
  }
  if (typeof name !== 'string')
    return [
      problem(
        'invalid-name',
        `This ${named.name} has no \`metadata.name\`.`,
        'Give it a name: it is its identity.',
        document.at(['metadata']),
      ),
    ]
  const refused = refusals(document, named, name, metadata ?? {}, context)
  return refused.length > 0 ? refused : resourceOf(asked, named, name, read, context)
}

const asTree = (value: Json | undefined): Tree | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined

/** The document's value in the version that this program speaks. */
function versioned(document: Document, conversions: Conversions): Tree | Problem[] {
  const read = asTree(document.value)
  if (!read)
    return [
      problem(
        'malformed-document',
        'This document is not a mapping.',
        'Write `apiVersion`, `kind`, `metadata` and `spec`.',
        document.at([]),
      ),
    ]
  const seen = new Set<string>()
  let value: Tree = read
  while (value.apiVersion !== API_VERSION) {
    const version: Json | undefined = Object.hasOwn(value, 'apiVersion') ? value.apiVersion : undefined
    if (version === undefined)
      return [problem('malformed-document', 'This document has no `apiVersion`.', `Write \`apiVersion: ${API_VERSION}\`.`, document.at([]))]
    const convert =
      typeof version === 'string' && !seen.has(version) && Object.hasOwn(conversions, version) ? conversions[version] : undefined
    if (!convert) {
      const shown = typeof version === 'string' ? ` \`${visible(version)}\`` : ''
      return [
        problem(
          'unknown-version',
          `The \`apiVersion\`${shown} is not known to this program.`,
          `Write \`apiVersion: ${API_VERSION}\`; if the file is for a newer splashctl, update it.`,
          document.at(['apiVersion']),
        ),
      ]
    }
    seen.add(version as string)
    value = convert(value)
  }
  return value
}

function kindOf(document: Document, value: Tree): Kind | Problem[] {
  const kind = Object.hasOwn(value, 'kind') ? value.kind : undefined
  if (typeof kind === 'string' && isKind(kind)) return kindNamed(kind)
  if (kind === undefined)
    return [problem('malformed-document', 'This document has no `kind`.', 'Write what it is, as `kind: User`.', document.at([]))]
  if (typeof kind === 'string' && laterKinds.includes(kind))
    return [
      problem(
        'unknown-kind',
        `This version of splashctl does not have the kind \`${kind}\` yet.`,
        'Take the document out until you use a version that has it.',
        document.at(['kind']),
      ),
    ]
  const message =
    typeof kind === 'string'
      ? `There is no kind \`${visible(kind)}\`${
          didYouMean(
            kind,
            kinds.map((one) => one.name),
          ) || '.'
        }`
      : 'The `kind` of this document is not a text.'
  return [problem('unknown-kind', message, `The kinds are ${kinds.map((one) => `\`${one.name}\``).join(', ')}.`, document.at(['kind']))]
}

const ofKind = (kind: Kind, name: Json | undefined): string => (typeof name === 'string' ? `${kind.name} \`${visible(name)}\`` : kind.name)

function faultsOf(document: Document, value: Tree, kind: Kind, fits: boolean, most: number): Problem[] {
  const whose = ofKind(kind, asTree(value.metadata)?.name)
  const faults = explain(envelope(kind), value, whose, most + 1)
  const problems = faults.slice(0, Math.max(1, most)).map((fault) => {
    const at = document.at(fault.path)
    if (fault.path.length === 1 && fault.path[0] === 'status')
      return problem('status-declared', `${whose} declares a \`status\`, which the control plane alone writes.`, 'Remove it.', at)
    const isName = fault.path[0] === 'metadata' && fault.path[1] === 'name' && fault.code === 'invalid-value'
    return problem(isName ? 'invalid-name' : fault.code, fault.message, fault.fix, at)
  })
  if (faults.length > problems.length)
    problems.push(
      problem('more-problems', `${whose} has more problems than the ${most} that are shown.`, 'Mend those first.', document.at([])),
    )
  if (problems.length === 0 && !fits)
    problems.push(
      problem(
        'malformed-document',
        `${whose} does not fit its schema.`,
        'Compare it with the page of its kind in docs/kinds.',
        document.at([]),
      ),
    )
  return problems
}

/** What is well-formed and still can't be declared. */
function refusals(document: Document, kind: Kind, name: string, metadata: Tree, { team }: ParseContext): Problem[] {
  const problems: Problem[] = []
  if (metadata.namespace !== undefined && metadata.namespace !== team)
    problems.push(
      problem(
        'foreign-namespace',
        `${ofKind(kind, name)} is in the namespace \`${metadata.namespace}\`; this project is of the team \`${team}\`.`,
        'Remove `metadata.namespace`, or move the resource to the project of that team.',
        document.at(['metadata', 'namespace']),
      ),
    )
  if (kind.singleton && name !== team)
    problems.push(
      problem(
        'invalid-name',
        `There is one ${kind.name}, named as the team is: \`${team}\`, not \`${name}\`.`,
        `Write \`name: ${team}\`.`,
        document.at(['metadata', 'name']),
      ),
    )
  if (isBuiltin(kind.name, name))
    problems.push(
      problem(
        'reserved-name',
        `The ${kind.name} \`${name}\` is built in and can't be declared.`,
        'Choose another name.',
        document.at(['metadata', 'name']),
      ),
    )
  for (const which of ['labels', 'annotations'] as const)
    if (metadata[which]) problems.push(...reservedKeys(asTree(metadata[which]), which, (key) => [document.at(['metadata', which, key])]))
  return problems
}

function resourceOf(document: Document, kind: Kind, name: string, value: Tree, { team }: ParseContext): Resource {
  const { labels, annotations } = asTree(value.metadata) as { labels?: Record<string, string>; annotations?: Record<string, string> }
  const renamedFrom = annotations?.[RENAMED_FROM]
  const kept =
    renamedFrom === undefined ? annotations : Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => key !== RENAMED_FROM))
  const keeps = kept !== undefined && (renamedFrom === undefined || Object.keys(kept).length > 0)
  const declared: Declared = {}
  if (labels !== undefined || keeps)
    declared.metadata = { ...(labels && { labels: { ...labels } }), ...(keeps && { annotations: { ...kept } }) }
  const spec = asTree(value.spec)
  if (spec) declared.spec = spec
  // Sets are put in order in a copy: the document may share its parts with others, and knows its own places by the order it has.
  if (spec && !setsInOrder(kind, declared)) declared.spec = copy(spec) as Tree
  return new Resource({
    kind: kind.name,
    namespace: team,
    name,
    declared: normalise(kind, declared),
    origin: new DocumentOrigin(document),
    ...(renamedFrom !== undefined && { renamedFrom }),
  })
}

function copy(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  const out: Tree = {}
  for (const key in value) out[key] = copy(value[key] as Json)
  return out
}

/** Where a document stands, asked for only when something points at it. A class, because there are as many as there are resources. */
class DocumentOrigin implements Origin {
  readonly file: string
  readonly #document: Document
  #first: Position | undefined

  constructor(document: Document) {
    this.file = document.file
    this.#document = document
  }
  get line(): number {
    return (this.#first ??= this.#document.at([])).line
  }
  get column(): number {
    return (this.#first ??= this.#document.at([])).column
  }
  at(path: Path, entry?: string): Position {
    const keys: (string | number)[] = [...segments(path)]
    if (entry === undefined) return this.#document.at(keys)
    let list: Json | undefined = this.#document.value
    for (const key of keys) list = asTree(list)?.[key]
    const index = Array.isArray(list) ? list.indexOf(entry) : -1
    return this.#document.at(index < 0 ? keys : [...keys, index])
  }
}

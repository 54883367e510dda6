/**
 * The words in which a kind's schema is written. Each is a plain JSON Schema (2020-12) node of the *structural* subset that
 * Kubernetes accepts too: no type unions, no `$ref`, every list marked (`x-list`), so that CRDs, Pulumi schemas, types, the editor's
 * schema and the pages under docs/kinds come from the same files.
 *
 * Our own keywords:
 *   x-ref       {kind, onDelete, builtin}  the string names a resource of that kind, or one of the built-in names that need no resource;
 *                                 onDelete says what happens to the reference when that resource is deleted
 *   x-list      set | atomic      how a list is compared and owned; a set has no order and no doubles
 *   x-required                    needed on "live overlaid by declared", so never JSON Schema's `required` (files are sparse)
 *   x-immutable replace | refuse
 *   x-secret    hashed | sealed   a handle {valueFrom: …}, never a literal, and how the value behind it is kept: to be compared alone, or to be
 *                                 used again (secrets.ts); x-secret-value is what that value must look like
 *   x-atomic                      an object that is one field: managed, compared and replaced whole
 *   x-sparse                      an object of which only the listed properties exist: no defaults are filled in
 *   x-equal     what makes two values equal beside being the same text (equality.ts): lowercase, timezone, rrule, cidr, instant
 *   x-says                        what `pattern` wants, in words
 *   x-applies, x-since            of a setting: install | session (the next one) | immediate (also in sessions that run) | narrowing (what it takes away,
 *                                 at once; what it gives, with the next session); the oldest streamer of the vendor's that knows it
 *   x-lines                       line breaks and tabs are allowed in this text
 *   nullable                      `null` is allowed: declared as unset
 */
export type OnDelete = 'restrict' | 'remove' | 'unset' | 'cascade'
/** What becomes of the value behind a handle: only compared from then on, or used again. */
export type Keeping = 'hashed' | 'sealed'
export type Equality = 'lowercase' | 'timezone' | 'rrule' | 'cidr' | 'instant'

interface Common {
  description?: string
  default?: unknown
  nullable?: boolean
  'x-required'?: boolean
  'x-immutable'?: 'replace' | 'refuse'
  'x-secret'?: Keeping
  /** An extra condition under which the field is of use, for the documentation. */
  'x-when'?: string
  /** When a setting takes effect on a device, and the oldest vendor's streamer that knows it. */
  'x-applies'?: 'install' | 'session' | 'immediate' | 'narrowing'
  'x-since'?: string
}
export interface TextNode extends Common {
  type: 'string'
  enum?: string[]
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  'x-ref'?: { kind: string; onDelete: OnDelete; builtin?: readonly string[] }
  'x-equal'?: Equality
  'x-lines'?: boolean
  /** What the pattern wants, in words, for whoever wrote something else. */
  'x-says'?: string
}
export interface NumberNode extends Common {
  type: 'integer' | 'number'
  minimum?: number
  maximum?: number
}
export interface FlagNode extends Common {
  type: 'boolean'
}
export interface ListNode extends Common {
  type: 'array'
  items: Node
  maxItems?: number
  'x-list': 'set' | 'atomic'
}
export interface ObjectNode extends Common {
  type: 'object'
  properties: Record<string, Node>
  additionalProperties: false
  minProperties?: number
  maxProperties?: number
  /** What the value behind a secret's handle must look like; checked when it is resolved. */
  'x-secret-value'?: { pattern: string; says: string }
  'x-atomic'?: boolean
  'x-sparse'?: boolean
}
/** Free keys: labels, and nothing else where a vocabulary is known. */
export interface MapNode extends Common {
  type: 'object'
  additionalProperties: Node
  maxProperties?: number
  /** What the keys look like. */
  propertyNames?: { pattern?: string; maxLength?: number }
}
export type Node = TextNode | NumberNode | FlagNode | ListNode | ObjectNode | MapNode

type Extra<T extends Common> = Omit<Partial<T>, 'type' | 'description'>

export const text = (description: string, extra: Extra<TextNode> = {}): TextNode => ({
  type: 'string',
  description,
  maxLength: 1024,
  ...extra,
})
export const oneOf = (values: string[], description: string, extra: Extra<TextNode> = {}): TextNode => ({
  type: 'string',
  description,
  enum: values,
  ...extra,
})
export const flag = (description: string, extra: Extra<FlagNode> = {}): FlagNode => ({ type: 'boolean', description, ...extra })
export const integer = (description: string, minimum: number, maximum: number, extra: Extra<NumberNode> = {}): NumberNode => ({
  type: 'integer',
  description,
  minimum,
  maximum,
  ...extra,
})
export const object = (description: string, properties: Record<string, Node>, extra: Extra<ObjectNode> = {}): ObjectNode => ({
  type: 'object',
  description,
  properties,
  additionalProperties: false,
  ...extra,
})
export const mapOf = (description: string, values: Node, extra: Extra<MapNode> = {}): MapNode => ({
  type: 'object',
  description,
  additionalProperties: values,
  ...extra,
})
/** A list without order or doubles. At most 100,000 entries. */
export const setOf = (description: string, items: Node, extra: Extra<ListNode> = {}): ListNode => ({
  type: 'array',
  description,
  items,
  maxItems: 100_000,
  'x-list': 'set',
  ...extra,
})
/** The name of another resource. No word about deletion means restrict (domain: "References"). */
export const ref = (
  kind: string,
  onDelete: OnDelete,
  description: string,
  { builtin, ...extra }: Extra<TextNode> & { builtin?: readonly string[] } = {},
): TextNode => ({
  type: 'string',
  description,
  pattern: NAME_PATTERN,
  'x-says': NAME_SAYS,
  maxLength: 253,
  'x-ref': { kind, onDelete, ...(builtin && { builtin }) },
  ...extra,
})
/** A handle to a secret; the value itself never stands in a file. Exactly one of its three forms. */
export const secret = (keeping: Keeping, description: string, extra: Extra<ObjectNode> = {}): ObjectNode =>
  object(
    description,
    {
      valueFrom: object(
        'Where the value is read from when it is applied.',
        {
          env: text('The name of an environment variable.', {
            pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
            maxLength: 128,
            'x-says': 'letters, digits and `_`, not beginning with a digit',
          }),
          file: text('The path of a file, relative to the project unless it begins with `/`.', { minLength: 1, maxLength: 512 }),
          secretKeyRef: object(
            'A key of a Kubernetes secret.',
            {
              name: text('The name of the secret.', { minLength: 1, maxLength: 253 }),
              key: text('The key in it.', { minLength: 1, maxLength: 253 }),
            },
            { minProperties: 2 },
          ),
        },
        { minProperties: 1, maxProperties: 1 },
      ),
    },
    { 'x-secret': keeping, nullable: true, minProperties: 1, ...extra },
  )

/** A DNS-1123 subdomain: labels of at most 63 characters. The whole has at most 253 (`maxLength`). */
export const NAME_PATTERN = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$'

export const NAME_SAYS = 'a name: lower-case letters, digits and `-` (labels of at most 63, joined by `.`)'

/** Begins and ends with something that isn't blank: what looks the same in a list is the same text. */
export const TRIMMED_PATTERN = '^\\S([\\s\\S]*\\S)?$'

export const isObjectNode = (node: Node): node is ObjectNode => node.type === 'object' && 'properties' in node
export const isMapNode = (node: Node): node is MapNode => node.type === 'object' && !('properties' in node)

/**
 * The project file `splashtop.yaml`: whose declarations these are, where they stand, and through what they are applied. It is no
 * resource: it never reaches a World.
 */
import { integer, type NumberNode, type ObjectNode, object, oneOf, text } from './shape.ts'

/** A label of DNS. */
export const TEAM_PATTERN = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'

/** What a project file that says nothing about safety means. */
export const safetyDefaults = {
  maxDeletes: 20,
  maxDeleteShare: 0.2,
  maxAccessLoss: 1000,
  maxAccessLossShare: 0.2,
  breakGlass: [] as string[],
}

/** The packs of guardrails (policies/packs.ts), and what a project file that says nothing about them means. */
export const packs = ['recommended', 'strict', 'vendor-limits'] as const
export const defaultPacks: readonly string[] = ['recommended']

const share = (description: string, value: number): NumberNode => ({ type: 'number', description, minimum: 0, maximum: 1, default: value })
const nothing = (description: string): ObjectNode => object(description, {})

export const projectSchema: ObjectNode = object('The project file, splashtop.yaml.', {
  apiVersion: oneOf(['splashtop.io/v1'], 'The version of the format.', { 'x-required': true }),
  kind: oneOf(['Project'], 'A project file.', { 'x-required': true }),
  team: text('The team that is declared: the namespace of every resource.', {
    pattern: TEAM_PATTERN,
    maxLength: 63,
    'x-says': 'a name of at most 63 lower-case letters, digits and `-` (not at either end)',
    'x-required': true,
  }),
  manager: text('Who owns the fields that are declared here, such as `git:acme/iac`. Default: `project:` and the team.', {
    pattern: '^[A-Za-z0-9][A-Za-z0-9._:/@-]*$',
    maxLength: 253,
    'x-says': 'a name as `git:acme/iac`: letters, digits and `. _ : / @ -`, beginning with a letter or digit',
  }),
  sources: {
    type: 'array',
    description: "Folders, files or globs, relative to the project file. Default: the project file's own folder.",
    items: text('A folder, a file or a glob.', { minLength: 1, maxLength: 1024 }),
    maxItems: 1000,
    'x-list': 'atomic',
  },
  backend: object(
    'Where the live state is kept. Exactly one of the two.',
    {
      embedded: nothing('A database in `.splashtop/` beside the project file.'),
      server: object('A control plane over the network.', {
        url: text('Its address, with https.', {
          pattern: '^https?://[^\\s@]+$',
          maxLength: 2048,
          'x-says': 'an address as `https://control.example.com`, without a user or password in it',
          'x-required': true,
        }),
      }),
    },
    { minProperties: 1, maxProperties: 1 },
  ),
  policies: object('Guardrails: which packs and rules are checked, and what is excused.', {
    packs: {
      type: 'array',
      description: 'Packs of rules; `recommended` if nothing is said, none if the list is empty.',
      items: oneOf([...packs], 'A pack.'),
      maxItems: 100,
      'x-list': 'set',
    },
    own: {
      type: 'array',
      description:
        "Guardrails of the project's own: folders, files or globs of `*.ts`, relative to the project file. What is named here declares nothing, though a folder under `sources` may hold it.",
      items: text('A folder, a file or a glob.', { minLength: 1, maxLength: 1024 }),
      maxItems: 100,
      'x-list': 'atomic',
    },
    rules: {
      type: 'object',
      description: 'The level of single rules, by id, whatever the packs say.',
      additionalProperties: oneOf(['off', 'warning', 'error'], 'The level.'),
    },
    waivers: {
      type: 'array',
      description: 'What is excused from a rule, for a reason, until a day.',
      items: object('A waiver.', {
        rule: text('The id of the rule.', { maxLength: 253, 'x-required': true }),
        resource: text('The resource whose finding is excused, as `User/alice`.', { maxLength: 512, 'x-required': true }),
        reason: text('Why.', { minLength: 1, pattern: String.raw`\S`, maxLength: 1024, 'x-required': true }),
        expires: text('The last day (UTC) on which it holds, as `2027-01-31`.', { format: 'date', maxLength: 10, 'x-required': true }),
      }),
      maxItems: 10_000,
      'x-list': 'atomic',
    },
  }),
  safety: object('How much a plan may take away before someone has to say so. Shares count from 10 live resources of a kind on.', {
    maxDeletes: integer('Deletions of one kind.', 0, 1_000_000, { default: safetyDefaults.maxDeletes }),
    maxDeleteShare: share('Share of the live resources of one kind that may be deleted.', safetyDefaults.maxDeleteShare),
    maxAccessLoss: integer('Ways to a computer that may be lost.', 0, 1_000_000_000, { default: safetyDefaults.maxAccessLoss }),
    maxAccessLossShare: share('Share of all ways to computers that may be lost.', safetyDefaults.maxAccessLossShare),
    breakGlass: {
      type: 'array',
      description: 'Users who must keep their way in.',
      items: text('The name of a user.', { maxLength: 253 }),
      maxItems: 1000,
      'x-list': 'set',
    },
  }),
})

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { policies } from '../policies/packs.ts'
import { codes, type ProblemCode } from '../schema/codes.ts'
import { type Problem, problem } from '../schema/problem.ts'
import { sarif } from './sarif.ts'

/** What SARIF 2.1.0 asks of the parts that we write (its sections in brackets), and nothing beside them. */
const text = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1 }, markdown: { type: 'string' } },
  additionalProperties: false,
}
const level = { enum: ['error', 'warning', 'note'] }
const location = {
  type: 'object',
  required: ['physicalLocation'],
  properties: {
    id: { type: 'integer', minimum: 0 },
    physicalLocation: {
      type: 'object',
      required: ['artifactLocation', 'region'],
      properties: {
        artifactLocation: {
          type: 'object',
          required: ['uri', 'uriBaseId'],
          properties: {
            uri: { type: 'string', pattern: "^[A-Za-z0-9._~!*'()%-]+(/[A-Za-z0-9._~!*'()%-]+)*$" },
            uriBaseId: { const: '%SRCROOT%' },
          },
          additionalProperties: false,
        },
        region: {
          type: 'object',
          required: ['startLine', 'startColumn'],
          properties: { startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 } },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
}
const structure = {
  type: 'object',
  required: ['$schema', 'version', 'runs'], // 3.13
  properties: {
    $schema: { const: 'https://json.schemastore.org/sarif-2.1.0.json' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: {
        type: 'object',
        required: ['tool', 'results'], // 3.14
        properties: {
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'rules'], // 3.19
                properties: {
                  name: { type: 'string' },
                  version: { type: 'string' },
                  semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id', 'shortDescription', 'help', 'defaultConfiguration'], // 3.49
                      properties: {
                        id: { type: 'string' },
                        shortDescription: text,
                        fullDescription: text,
                        help: text,
                        defaultConfiguration: { type: 'object', required: ['level'], properties: { level }, additionalProperties: false },
                        properties: { type: 'object' },
                      },
                      additionalProperties: false,
                    },
                  },
                },
                additionalProperties: false,
              },
            },
            additionalProperties: false,
          },
          columnKind: { const: 'utf16CodeUnits' },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['ruleId', 'ruleIndex', 'level', 'message', 'partialFingerprints'], // 3.27
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message: text,
                locations: { type: 'array', minItems: 1, maxItems: 1, items: location },
                relatedLocations: { type: 'array', minItems: 1, items: location },
                partialFingerprints: { type: 'object', minProperties: 1, additionalProperties: { type: 'string', minLength: 1 } },
                properties: { type: 'object' },
                suppressions: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['kind'], // 3.35
                    properties: {
                      kind: { enum: ['inSource', 'external'] },
                      status: { enum: ['accepted'] },
                      justification: { type: 'string' },
                    },
                    additionalProperties: false,
                  },
                },
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
}
const validate = new Ajv2020({ allErrors: true }).compile(structure)

interface Log {
  runs: [
    {
      tool: { driver: { rules: { id: string }[] } }
      results: {
        ruleId: string
        ruleIndex: number
        level: string
        message: { text: string }
        locations?: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[]
        relatedLocations?: object[]
        partialFingerprints: Record<string, string>
        suppressions?: { justification: string }[]
      }[]
    },
  ]
}

function written(problems: readonly Problem[], root?: string): Log['runs'][0] {
  const log = JSON.parse(JSON.stringify(sarif(problems, root))) as Log
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
  const [run] = log.runs
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  return run
}

const at = (file: string, line: number, column = 1) => ({ file, line, column })
const guarded = (rule: string, resource: string, more: Partial<Problem> = {}): Problem => ({
  ...problem('guardrail', `\`${resource}\` is at fault.`, 'Mend it.', at('access.yaml', 3, 5)),
  rule,
  resource,
  ...more,
})

test('nothing to complain of is a run without results', () => {
  expect(written([])).toMatchObject({ results: [], tool: { driver: { rules: [] } } })
})

test('every code and every guardrail has what a rule needs', () => {
  const all = [
    ...Object.keys(codes).map((code) => problem(code as ProblemCode, `About ${code}.`, 'Mend it.')),
    ...policies.map(({ id }) => guarded(id, 'User/ann')),
  ]
  expect(written(all).tool.driver.rules.map(({ id }) => id)).toEqual([...Object.keys(codes), ...policies.map(({ id }) => id)].sort())
})

test('a problem has its level, its first place, and the others beside it', () => {
  const [result] = written([
    { ...problem('unknown-field', 'It is not a field.', 'Mend it.', [at('a.yaml', 2, 7), at('b.yaml', 9)]), level: 'info' },
  ]).results
  expect(result).toMatchObject({
    ruleId: 'unknown-field',
    level: 'note',
    message: { text: 'It is not a field.\nMend it.' },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'a.yaml' }, region: { startLine: 2, startColumn: 7 } } }],
    relatedLocations: [{ id: 1, physicalLocation: { artifactLocation: { uri: 'b.yaml' } } }],
  })
})

test('a waived finding is suppressed, with the reason, at the level of its guardrail; then every result says whether it is', () => {
  const waived = guarded('clipboard-bypass', 'Team/acme', { level: 'info', waived: { reason: 'the lab', expires: '2027-01-31' } })
  const { results } = written([waived, guarded('empty-group', 'Group/crew', { level: 'error' })])
  expect(
    results.map(({ ruleId, level: of, suppressions }) => [ruleId, of, suppressions?.map(({ justification }) => justification)]),
  ).toEqual([
    ['empty-group', 'error', []],
    ['clipboard-bypass', 'warning', ['the lab (until 2027-01-31)']],
  ])
  expect(written([guarded('empty-group', 'Group/crew')]).results[0]?.suppressions).toBeUndefined()
})

test('a fingerprint stays while lines move and counts change, and tells findings apart', () => {
  const print = (...problems: Problem[]) => written(problems).results.map(({ partialFingerprints }) => partialFingerprints['splashctl/v1'])
  const [first] = print(guarded('empty-group', 'Group/crew'))
  expect(print(guarded('empty-group', 'Group/crew', { at: [at('access.yaml', 80)], message: 'Said otherwise.' }))).toEqual([first])
  expect(print(guarded('empty-group', 'Group/team'))).not.toEqual([first])
  const twice = print(problem('unknown-field', 'It.', '', at('a.yaml', 1)), problem('unknown-field', 'It.', '', at('a.yaml', 2)))
  expect(new Set(twice).size).toBe(2)
})

test('paths are those of the repository, as a URI', () => {
  const repository = mkdtempSync(join(tmpdir(), 'sarif-'))
  try {
    mkdirSync(join(repository, '.git'))
    mkdirSync(join(repository, 'iac', 'team'), { recursive: true })
    const uriIn = (root: string) =>
      written([problem('usage', 'It.', '', at('Zürich #1/a:b?.yaml', 1))], root).results[0]?.locations?.[0]?.physicalLocation
        .artifactLocation.uri
    expect(uriIn(join(repository, 'iac', 'team'))).toBe('iac/team/Z%C3%BCrich%20%231/a%3Ab%3F.yaml')
    expect(uriIn(repository)).toBe('Z%C3%BCrich%20%231/a%3Ab%3F.yaml')
  } finally {
    rmSync(repository, { recursive: true })
  }
})

test('what a file says can not hide in a message', () => {
  expect(written([problem('usage', 'a \u202e b', 'c \u001b[1m')]).results[0]?.message.text).toBe('a <U+202E> b\nc <U+001B>[1m')
})

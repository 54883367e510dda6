/**
 * Problems as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines of a change. All of them are in it: of files, of plans and
 * of guardrails; what a waiver excuses is there too, suppressed, with the reason.
 *
 * (The standard asks that every result of a run says whether it is suppressed, or none.) A result keeps its fingerprint while lines move, so that a host can tell what is new. Paths are those of the repository where there is
 * one, else of the project, as hosts know no other root.
 */
import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { policyNamed } from '../policies/packs.ts'
import type { Policy } from '../policies/policy.ts'
import { digestText } from '../schema/canonical.ts'
import { codes } from '../schema/codes.ts'
import { type Level, type Position, type Problem, sortProblems } from '../schema/problem.ts'
import { version } from './version.ts'
import { visible } from './visible.ts'

type SarifLevel = 'error' | 'warning' | 'note'
const levels: Readonly<Record<Level, SarifLevel>> = { error: 'error', warning: 'warning', info: 'note' }

type PolicyNamed = (id: string) => Policy | undefined

/**
 * @param root the folder that positions are relative to, if a project was found
 * @param named the guardrails, those of the project's own among them
 */
export function sarif(problems: readonly Problem[], root: string | undefined, named: PolicyNamed = policyNamed): object {
  const sorted = sortProblems(problems)
  const ids = [...new Set(sorted.map(idOf))].sort()
  const prefix = root === undefined ? '' : folderInRepository(root)
  const seen = new Map<string, number>()
  const excusing = sorted.some(({ waived }) => waived)
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'splashctl', version, semanticVersion: version, rules: ids.map((id) => ruleOf(id, named)) } },
        columnKind: 'utf16CodeUnits',
        results: sorted.map((problem) => {
          const print = digestText(fingerprintOf(problem))
          const count = (seen.get(print) ?? 0) + 1
          seen.set(print, count)
          return {
            ...(excusing && { suppressions: suppressionsOf(problem) }),
            ...resultOf(problem, { ids, named, prefix, fingerprint: `${print}:${count}` }),
          }
        }),
      },
    ],
  }
}

const idOf = ({ rule, code }: Problem): string => rule ?? code

function ruleOf(id: string, named: PolicyNamed): object {
  const policy = named(id)
  if (policy)
    return {
      id,
      shortDescription: { text: `${policy.title}.` },
      fullDescription: { text: policy.about.why },
      help: { text: policy.fix, markdown: `${policy.about.why}\n\n**Fix:** ${policy.fix}` },
      defaultConfiguration: { level: policy.level },
      properties: { tags: ['guardrail', ...(policy.own ? ['own'] : policy.packs)] },
    }
  const { title, solve, level } = codes[id as keyof typeof codes]
  return {
    id,
    shortDescription: { text: `${title}.` },
    help: { text: solve, markdown: solve },
    defaultConfiguration: { level: levels[level] },
    properties: { tags: ['configuration'] },
  }
}

/** What a problem stays the same by: a guardrail's by its resource, another's by what it says and in which file. */
const fingerprintOf = (problem: Problem): string =>
  problem.resource === undefined
    ? `${problem.code}\n${problem.at[0]?.file ?? ''}\n${problem.message}`
    : `${idOf(problem)}\n${problem.resource}`

interface Told {
  ids: string[]
  named: PolicyNamed
  prefix: string
  fingerprint: string
}

function resultOf(problem: Problem, { ids, named, prefix, fingerprint }: Told): object {
  const id = idOf(problem)
  const [first, ...others] = problem.at
  const { waived } = problem
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: waived ? (named(id)?.level ?? 'warning') : levels[problem.level],
    message: {
      text: [problem.message, problem.fix]
        .filter((text) => text !== '')
        .map(visible)
        .join('\n'),
    },
    ...(first && { locations: [{ physicalLocation: physical(first, prefix) }] }),
    ...(others.length > 0 && {
      relatedLocations: others.map((at, index) => ({ id: index + 1, physicalLocation: physical(at, prefix) })),
    }),
    partialFingerprints: { 'splashctl/v1': fingerprint },
    ...(problem.resource !== undefined && { properties: { resource: problem.resource } }),
  }
}

const suppressionsOf = ({ waived }: Problem): object[] =>
  waived ? [{ kind: 'external', status: 'accepted', justification: visible(`${waived.reason} (until ${waived.expires})`) }] : []

const physical = ({ file, line, column }: Position, prefix: string): object => ({
  artifactLocation: { uri: uriOf(prefix + file), uriBaseId: '%SRCROOT%' },
  region: { startLine: line, startColumn: column },
})

/** A relative path as a URI: segment by segment, as a colon or a question mark in a name would mean something else. */
const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** `iac/` for a project in that folder of a repository; nothing for one that is its root, or in none. */
function folderInRepository(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) {
      const path = relative(folder, root).split(sep).join('/')
      return path === '' ? '' : `${path}/`
    }
    if (dirname(folder) === folder) return ''
  }
}

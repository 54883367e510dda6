/** docs/policies.md: every guardrail, why it is there and how to mend what it complains of, made from what the program itself goes by. */
import { levelIn, policies } from '../../policies/packs.ts'
import type { Policy } from '../../policies/policy.ts'
import { packs } from '../../schema/project.ts'
import { GUARDRAIL_EXAMPLE } from './declarations.ts'

const code = (text: string): string => `\`${text}\``

export function policiesPage(): string {
  return [
    '<!-- Made by `npm run generate`: not to be edited. -->',
    '# Guardrails',
    '',
    'What must not happen, though each part of it is allowed. Every guardrail looks at the world as it would be, at every plan, `validate` and',
    '`splashctl policy check`; an error refuses the plan (exit code 4), a warning is shown. An invariant is something else: it is what the data',
    'means, and nobody switches it off.',
    '',
    'The project file chooses:',
    '',
    '```yaml',
    'policies:',
    '  packs: [recommended]            # the default; [] is none',
    '  rules:',
    '    empty-group: off              # off, warning or error, whatever the packs say',
    '    clipboard-bypass: error',
    '  waivers:                        # one finding of one guardrail, for a reason, until a day',
    '    - rule: exclusive-without-logoff',
    '      resource: ScheduledResource/edit-suites',
    '      reason: Editors log off themselves; ask Amélie.',
    "      expires: '2027-06-30'       # the last day on which it holds, in UTC",
    '```',
    '',
    'A waived finding is counted, and listed by `policy check`. A waiver whose day is over is an error, so that somebody looks again; one that',
    'excuses nothing is a warning, unless its guardrail speaks of changes, which come and go. `--format sarif` on `validate`, `plan` and',
    '`policy check` writes all problems for a code host, waived ones as suppressed.',
    '',
    'A project writes guardrails of its own as well ([below](#guardrails-of-your-own)).',
    '',
    `| Guardrail | What must not happen | ${packs.map(code).join(' | ')} |`,
    `|---|---|${packs.map(() => '---').join('|')}|`,
    ...policies.map((policy) => row(policy)),
    '',
    ...policies.flatMap(section),
    ...own(),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

/** The example of what programs import is the example here: types and page say the same. */
const own = (): string[] => [
  '## Guardrails of your own',
  '',
  'What must not happen in one organisation alone is written in TypeScript, in files that the project file names:',
  '',
  '```yaml',
  'policies:',
  '  own: [guardrails/]              # folders, files or globs of *.ts',
  '```',
  '',
  '```ts',
  "import { guardrail } from 'splashtop-iac'",
  '',
  GUARDRAIL_EXAMPLE,
  '```',
  '',
  '[examples/typescript/guardrails](../examples/typescript/guardrails/) has two; `splashctl init --typescript` begins with one, and with the types by',
  'which an editor knows every field of every kind. `find` is given:',
  '',
  '| | |',
  '|---|---|',
  '| `before`, `after` | The world that is live, and the one that the plan would make (`validate` and `policy check`: twice the declared one) |',
  "| `after.of('User')` | The resources of a kind, each with `kind`, `name`, `spec` (filled with defaults, references by name), `labels` and `annotations` |",
  "| `after.get('User/alice')` | One resource, or undefined |",
  '| `reaches(user)` | The computers that a user reaches at the time of the plan or later, in `after`: `{ computer, always, now, schedules }` |',
  '| `access(user, computer)` | Whether it may at the time of the plan: `{ allowed, always, via, until? }`. `before.reaches` and `before.access` ask the world before |',
  '| `plan` | `evaluatedAt`, `changes`, `drift` and `impact`, as `plan --json` has them, but with resources as `User/alice` in changes and drift; secrets are masked |',
  '',
  'It yields findings, or returns a list of them: `{ resource, message, fix?, path? }`. `resource` is the one to mend, as `User/alice` or as `of`, `get`',
  'and `changes` gave it; with `path`, as `spec.group`, the finding points at that field. From there on it is a guardrail like any other:',
  '`policies.rules` sets its level, a waiver excuses one finding, `policy list` and `policy explain` know it, SARIF has it. It belongs to no pack.',
  '',
  'Guardrails run in the sandbox of [programs](opinions.md), in a process with nothing in it: no files, network, environment, clock or dice, within',
  'bounds of time and memory. They import `guardrail` and modules beside them, and declare nothing; a file that `own` names is left out of `sources`.',
  'Of secrets they see handles. What they look at is read where they look, so that 100,000 resources take seconds; a plan and its worlds of more',
  'than 192 million characters are refused as too much.',
  '',
  'One that throws, takes too long or tells nonsense has not said yes: the plan is refused (exit code 1), and the Problem points into its file.',
  'They run in `splashctl`; a control plane that others reach checks by the packs of its own configuration.',
  '',
]

const row = (policy: Policy): string => {
  const levels = packs.map((pack) => levelIn(policy, [pack])).map((level) => (level === 'off' ? '' : level))
  return `| [${policy.id}](#${policy.id}) | ${policy.title} | ${levels.join(' | ')} |`
}

const section = (policy: Policy): string[] => [
  `## ${policy.id}`,
  '',
  `${policy.title}. Administrator guide: ${policy.about.guide.join(', ')}.`,
  '',
  policy.about.why,
  '',
  '```yaml',
  policy.example.trim(),
  '```',
  '',
  `Fix: ${policy.fix}`,
  '',
]

/** docs/policies.md: every guardrail, why it is there and how to mend what it complains of, made from what the program itself goes by. */
import { levelIn, policies } from '../../policies/packs.ts'
import type { Policy } from '../../policies/policy.ts'
import { packs } from '../../schema/project.ts'

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
    `| Guardrail | What must not happen | ${packs.map(code).join(' | ')} |`,
    `|---|---|${packs.map(() => '---').join('|')}|`,
    ...policies.map((policy) => row(policy)),
    '',
    ...policies.flatMap(section),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

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

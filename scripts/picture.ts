/**
 * `node scripts/picture.ts` makes docs/plan.svg: the README's picture of a plan, drawn from what the program really prints. The example
 * organisation is applied in a folder of its own, then edited as on any Monday, and planned in colour. Light and dark follow the reader.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const columns = 100

/** Monday's pull request: a contract is prolonged, a lead gets a deputy, one leaves, one comes. Each text must be there to be replaced. */
const edits: { file: string; from: string | RegExp; to: string }[] = [
  { file: 'schedules.yaml', from: 'endDate: 2026-06-30', to: 'endDate: 2026-09-30' },
  {
    file: 'groups.yaml',
    from: 'admins: [anna.keller]\n      match: {hostname: ber-dev-*}',
    to: 'admins: [anna.keller, ida.neumann]\n      match: {hostname: ber-dev-*}',
  },
  {
    file: 'people/berlin.yaml',
    from: 'name: ida.neumann, labels: {dept: pipeline, office: berlin}}\n    spec: {',
    to: 'name: ida.neumann, labels: {dept: pipeline, office: berlin}}\n    spec: {role: lead, ',
  },
  { file: 'people/contractors.yaml', from: / *# Contract ended[\s\S]*?(?=\n\n)/, to: '' },
  {
    file: 'people/lyon.yaml',
    from: /$/,
    to: '  - apiVersion: splashtop.io/v1\n    kind: User\n    metadata: {name: yasmine.diallo, labels: {dept: it, office: lyon}}\n    spec: {displayName: Yasmine Diallo, email: yasmine.diallo@acme.example, group: it, authentication: entra, licence: technician}\n',
  },
  { file: 'policies.yaml', from: 'idleTimeoutMinutes: 10', to: 'idleTimeoutMinutes: 15' },
  // What the tests of access say of all that is edited with it: they would stop the plan otherwise.
  { file: 'tests.yaml', from: 'idleTimeoutMinutes: 10', to: 'idleTimeoutMinutes: 15' },
  { file: 'tests.yaml', from: "'2026-07-01T10:00'", to: "'2026-10-01T10:00'" },
  { file: 'tests.yaml', from: /# His contract ended[\s\S]*?\n---\n/, to: '' },
]

/** On which Monday: what a plan says of the next four weeks depends on it. */
const NOW = '2026-03-02T08:00:00Z'

function plan(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-picture-'))
  try {
    const environment = { ...process.env, COLUMNS: String(columns), SPLASHTOP_KEYS: path.join(folder, 'keys') }
    const splashctl = (...args: string[]): string => {
      const done = spawnSync(process.execPath, [path.join(root, 'bin', 'splashctl.js'), ...args], {
        cwd: folder,
        env: environment,
        encoding: 'utf8',
      })
      if (done.status !== 0) throw new Error(`splashctl ${args.join(' ')}: ${done.stderr}`)
      return done.stdout
    }
    cpSync(path.join(root, 'splashtop.yaml'), path.join(folder, 'splashtop.yaml'))
    cpSync(path.join(root, 'examples', 'acme'), path.join(folder, 'examples', 'acme'), { recursive: true })
    splashctl('apply', '--yes')
    for (const { file, from, to } of edits) {
      const name = path.join(folder, 'examples', 'acme', file)
      const text = readFileSync(name, 'utf8')
      const edited = text.replace(from, to)
      if (edited === text) throw new Error(`${file} has no ${from} to edit any more`)
      writeFileSync(name, edited)
    }
    return splashctl('plan', '--at', NOW, '--color', 'always')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The SGR codes that the program uses, as classes. */
const looks: Record<string, string> = { 1: 'bold', 2: 'dim', 31: 'red', 32: 'green', 33: 'yellow', 34: 'blue', 35: 'magenta', 36: 'cyan' }
const entities = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const ESC = '\u001b'
const pieces = new RegExp(`${ESC}\\[([\\d;]*)m|([^${ESC}]+)`, 'g')

/** One line of a terminal as spans. */
function spans(line: string): string {
  let style = new Set<string>()
  let out = ''
  for (const [, codes, text] of line.matchAll(pieces)) {
    if (text !== undefined) out += style.size === 0 ? entities(text) : `<tspan class="${[...style].join(' ')}">${entities(text)}</tspan>`
    for (const code of codes?.split(';') ?? []) {
      if (code === '0' || code === '') style = new Set()
      else if (code === '22') style = new Set([...style].filter((look) => look !== 'bold' && look !== 'dim'))
      else if (code === '39') style = new Set([...style].filter((look) => look === 'bold' || look === 'dim'))
      else if (looks[code]) style.add(looks[code])
      else throw new Error(`the picture knows no look for SGR ${code}`)
    }
  }
  return out
}

function svg(lines: readonly string[]): string {
  const [advance, height, edge] = [7.8, 18, 16]
  const size = { width: Math.ceil(columns * advance + 2 * edge), height: lines.length * height + 2 * edge }
  const text = lines.map((line, index) => `<text x="${edge}" y="${edge + 13 + index * height}">${spans(line)}</text>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="A plan in a terminal">
<style>
  rect { fill: #ffffff; stroke: #d0d7de }
  text { font: 13px ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328; white-space: pre }
  .bold { font-weight: 600 } .dim { fill: #6e7781 }
  .red { fill: #cf222e } .green { fill: #116329 } .yellow { fill: #7d4e00 } .blue { fill: #0550ae } .magenta { fill: #8250df } .cyan { fill: #1b7c83 }
  @media (prefers-color-scheme: dark) {
    rect { fill: #0d1117; stroke: #30363d }
    text { fill: #e6edf3 } .dim { fill: #8b949e }
    .red { fill: #ff7b72 } .green { fill: #7ee787 } .yellow { fill: #e3b341 } .blue { fill: #79c0ff } .magenta { fill: #d2a8ff } .cyan { fill: #56d4dd }
  }
</style>
<rect x="0.5" y="0.5" width="${size.width - 1}" height="${size.height - 1}" rx="6"/>
${text.join('\n')}
</svg>
`
}

writeFileSync(path.join(root, 'docs', 'plan.svg'), svg([`${ESC}[2m$${ESC}[22m splashctl plan`, ...plan().trimEnd().split('\n')]))

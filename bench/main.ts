/**
 * `npm run bench`: how long the built `splashctl` takes, and how much memory, on organisations of 1,000 to 100,000 resources. It prints a table
 * and puts it into bench/README.md, with the machine it was measured on.
 *
 * Everything is measured from outside, on `dist/`, process by process, because that is what somebody waits for. *Warm* has the parse cache of
 * an earlier run, *cold* has none; *full* forgoes the shortcut by which a project that hasn't changed since its apply is recognised by its digest.
 * `npm run bench -- --quick` stops at 10,000 resources and writes no file.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { agentTables } from './agent-start.ts'
import { fleetTables } from './fleet.ts'
import { edit, write } from './generate.ts'
import { httpTables } from './http.ts'
import { meaningTables } from './meaning.ts'
import { type Figure, measure, run } from './measure.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, times: { type: 'string', default: '5' } } })
const times = Number(values.times)
const root = path.resolve(import.meta.dirname, '..')
/** What else the machine was doing: figures taken beside other work are worth less, and should say so. */
const busy = (loadavg()[0] as number).toFixed(1)

interface Row {
  what: string
  /** Milliseconds that it should not exceed. */
  target?: number
  /** Megabytes that it should not exceed. */
  peak?: number
  figure: Figure
}
interface Step {
  size: number
  apply: Figure
  full: Figure
}

const forget = (folder: string, what: string) => () => rmSync(path.join(folder, '.splashtop', what), { recursive: true, force: true })
const say = (text: string) => process.stderr.write(`${text}\n`)

/** An organisation in a folder of its own, which is gone afterwards. */
async function withOrganisation<T>(resources: number, use: (folder: string) => Promise<T>, guardrails = true): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-bench-'))
  try {
    write(folder, { resources, files: Math.max(1, resources / 100), seed: 1 })
    if (!guardrails) appendFileSync(path.join(folder, 'splashtop.yaml'), 'policies: {packs: []}\n')
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(): Promise<Row[]> {
  const figure = await measure(['--version'], { folder: tmpdir(), times: times * 2 })
  return [{ what: 'start: `splashctl --version`', target: 80, figure }]
}

interface Days {
  /** Milliseconds, by what is measured. */
  targets: { [what: string]: number }
  /** Megabytes. */
  peak?: number
  /** The pack that a project has which says nothing (`recommended`), or none; without, only what has a target is measured. */
  guardrails: boolean
}

/** What a first day and every later day look like at one size. */
async function days(size: number, { targets, peak, guardrails }: Days): Promise<Row[]> {
  const measured = async (folder: string) => {
    const rows: Row[] = []
    const name = `${size.toLocaleString('en')}${guardrails ? '' : ', no guardrails'}`
    const row = async (what: string, args: string[], prepare?: () => void) => {
      const target = targets[what]
      if (!guardrails && target === undefined && what !== 'first apply, cold') return
      say(`${name}: ${what}`)
      const figure = await measure(args, { folder, times, ...(prepare && { prepare }) })
      rows.push({
        what: `${name}: ${what}`,
        figure,
        ...(target !== undefined && { target }),
        ...(target !== undefined && peak && { peak }),
      })
    }
    await row('first plan, cold', ['plan'], forget(folder, ''))
    await row('first apply, cold', ['apply', '--yes'], forget(folder, ''))
    await row('empty plan, warm', ['plan'])
    await row('empty plan, warm, full', ['plan', '--full'])
    await row('empty plan, cold, full', ['plan', '--full'], forget(folder, 'cache'))
    let seed = 0
    const organisation = path.join(folder, 'organisation')
    const applied = new Map(
      readdirSync(organisation).map((file) => [path.join(organisation, file), readFileSync(path.join(organisation, file), 'utf8')]),
    )
    let edited: string | undefined
    // One file, each time: what a former run edited and nobody applied is put back.
    await row('plan, one file edited', ['plan'], () => {
      if (edited !== undefined) writeFileSync(edited, applied.get(edited) as string)
      edited = edit(folder, ++seed, 1)
    })
    await row('apply, one file edited', ['apply', '--yes'], () => void edit(folder, ++seed, 1))
    await row('explain, now', ['explain', 'user-0', 'pc-1'])
    await row('explain, at the first revision', ['explain', 'user-0', 'pc-1', '--revision', '1'])
    await row('diff of the last two revisions', ['diff', 'HEAD~1'])
    return rows
  }
  return withOrganisation(size, measured, guardrails)
}

/** The same number of resources from one program of a few lines: what it takes to run it, for there is next to nothing to read. */
async function program(size: number): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'splashtop-bench-'))
  try {
    writeFileSync(path.join(folder, 'splashtop.yaml'), 'apiVersion: splashtop.io/v1\nkind: Project\nteam: acme\n')
    writeFileSync(
      path.join(folder, 'organisation.ts'),
      `import { group, team, user } from 'splashtop-iac'
team('acme', { displayName: 'Acme', owner: 'user-0' })
const groups = Array.from({ length: 500 }, (_, n) => group(\`group-\${n}\`, { displayName: \`Group \${n}\`, type: 'users' }))
for (let n = 0; n < ${size - 501}; n++)
  user(\`user-\${n}\`, { displayName: \`User \${n}\`, email: \`user-\${n}@example.com\`, group: groups[n % 500] })
`,
    )
    const rows: Row[] = []
    for (const [what, target, prepare] of [
      ['validate, cold', 3000, forget(folder, 'cache')],
      ['validate, warm', undefined, () => {}],
    ] as const) {
      say(`${size.toLocaleString('en')} from a program: ${what}`)
      const figure = await measure(['validate'], { folder, times, prepare })
      rows.push({ what: `${size.toLocaleString('en')} from a program: ${what}`, figure, ...(target !== undefined && { target }) })
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How cost grows with the organisation. */
async function growth(sizes: readonly number[]): Promise<Step[]> {
  const steps: Step[] = []
  for (const size of sizes)
    steps.push(
      await withOrganisation(size, async (folder) => {
        say(`${size.toLocaleString('en')}: growth`)
        const apply = await measure(['apply', '--yes'], { folder, times: Math.min(times, 3), prepare: forget(folder, '') })
        const full = await measure(['plan', '--full'], { folder, times: Math.min(times, 3) })
        return { size, apply, full }
      }),
    )
  return steps
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
const phasesOf = ({ phases }: Figure) =>
  Object.entries(phases)
    .map(([name, spent]) => `${name} ${(spent / 1000).toFixed(2)}`)
    .join(', ')

function table(rows: readonly Row[]): string {
  const aim = (value: number, bound: number | undefined, text: string) =>
    bound === undefined ? '' : value <= bound ? text : `${text} **missed**`
  const lines = rows.map(({ what, target, peak, figure }) => {
    const targets = [aim(figure.median, target, seconds(target ?? 0)), aim(figure.peak, peak, `${peak} MB`)].filter((text) => text !== '')
    return `| ${what} | ${seconds(figure.median)} | ${seconds(figure.slowest)} | ${Math.round(figure.peak)} MB | ${targets.join(', ')} | ${phasesOf(figure)} |`
  })
  return ['| Run | Median | Slowest | Peak memory | Targets | Phases, in s |', '|---|---:|---:|---:|---|---|', ...lines].join('\n')
}
function growthTable(steps: readonly Step[]): string {
  const each = (figure: Figure, size: number) => `${((figure.median * 1000) / size).toFixed(0)} µs`
  const lines = steps.map(({ size, apply, full }) =>
    [
      '',
      size.toLocaleString('en'),
      seconds(apply.median),
      each(apply, size),
      `${Math.round(apply.peak)} MB`,
      seconds(full.median),
      each(full, size),
      `${Math.round(full.peak)} MB`,
      '',
    ]
      .join(' | ')
      .trim(),
  )
  const head = '| Resources | First apply | each | Peak | Empty plan, warm, full | each | Peak |'
  return [head, '|---:|---:|---:|---:|---:|---:|---:|', ...lines].join('\n')
}

function machine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GB; ${process.platform} ${process.arch}; Node ${process.version}`
}

/** Puts the figures between the markers of bench/README.md; the words around them are written by hand. */
function publish(report: string): void {
  const file = path.join(root, 'bench', 'README.md')
  const text = readFileSync(file, 'utf8')
  const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->']
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${file} has lost its markers ${begin} and ${end}`)
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n${report}\n${text.slice(to)}`)
}

execFileSync(process.execPath, [path.join(root, 'scripts', 'build.ts')], { stdio: 'inherit' })
const sizes = values.quick ? [1_000, 10_000] : [1_000, 3_000, 10_000, 30_000, 100_000]
/** What the rows of 100,000 are held to. Guardrails read everybody, which takes half a second, more than all the rest of a small edit. */
const large = {
  'first plan, cold': 3000,
  'empty plan, cold, full': 3000,
  'empty plan, warm': 800,
  'empty plan, warm, full': 800,
  'plan, one file edited': 800,
}
const asked = { 'explain, at the first revision': 1500 }
const rows = [
  ...(await start()),
  ...(await days(10_000, {
    guardrails: true,
    targets: { 'first apply, cold': 1200, 'empty plan, warm': 350, 'empty plan, warm, full': 350, 'empty plan, cold, full': 800 },
  })),
  ...(values.quick ? [] : await days(100_000, { guardrails: true, targets: { 'empty plan, warm': 800, ...asked }, peak: 450 })),
  ...(values.quick ? [] : await days(100_000, { guardrails: false, targets: large, peak: 450 })),
  ...(await program(values.quick ? 10_000 : 100_000)),
]
const steps = await growth(sizes)
const meaning = values.quick ? '' : meaningTables(3, say)
const http = await httpTables(values.quick, say)
const fleet = await fleetTables(values.quick, say)
const agent = await agentTables(values.quick, times * 2, say)
const { stdout: version } = await run(['--version'], { folder: tmpdir() })
const date = Temporal.Now.plainDateISO('UTC').toString()
const report =
  `Measured on ${date} with splashctl ${version.trim()}, each run ${times} times: ${machine()}. The load of the machine in the minute before was ${busy}.

${table(rows)}

${growthTable(steps)}

${[http, fleet, agent, meaning].filter((text) => text !== '').join('\n\n')}`.trimEnd()
process.stdout.write(`${report}\n`)
if (!values.quick) publish(report)

/**
 * Organisations of any size, for the bench and for tests that need many resources: `generate({resources: 10_000, files: 100, seed: 1})`.
 *
 * The mixture is that of a company: of a hundred resources sixty are users, twenty-five computers, and the rest what ties them together.
 * Whatever is made is valid under every invariant, whatever the size, because each rule of "at most one" is met by construction: group g has
 * permission g, policy p has the groups g ≡ p, and so on. The same options give the same text, byte for byte.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Random, random } from './random.ts'
import { type Value, yaml } from './yaml.ts'

export interface Size {
  resources: number
  files: number
  seed: number
}
interface Made {
  kind: string
  name: string
  labels?: { [key: string]: Value }
  spec: { [key: string]: Value }
}

export const team = 'bench'
const given =
  'Amélie Ben Chloé Dirk Elif François Gaëlle Hannes Inès Jonas Karim Léa Mónica Noël Oyvind Paula Quentin Ravi Søren Tamás Ulla Viktor'.split(
    ' ',
  )
const family =
  'Almeida Blanc Cohen Dvořák Eriksen Fournier Girard Hoffmann Ionescu Jansen Keller Lefèvre Müller Novák Okafor Patel Roux Šimek Tremblay Weber'.split(
    ' ',
  )
const offices = ['berlin', 'lyon', 'montreal', 'paris']
const types = ['users', 'mixed', 'computers'] as const
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** How many of each kind, summing up to `resources` when that is at least twenty. */
function shares(resources: number) {
  const part = (share: number) => Math.max(1, Math.floor(resources * share))
  const groups = Math.max(3, part(0.03))
  const counts = {
    groups,
    permissions: part(0.035),
    granular: part(0.02),
    shared: part(0.015),
    schedules: part(0.04),
    policies: part(0.005),
    packages: part(0.005),
    computers: part(0.25),
  }
  const others = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return { ...counts, users: Math.max(2, resources - others - 2) } // Team and SsoMethod are the two
}

function make({ resources, seed }: Size): Made[] {
  const draw = random(seed)
  const count = shares(resources)
  const made: Made[] = []
  const put = (kind: string, name: string, spec: Made['spec'], labels?: Made['labels']) =>
    made.push({ kind, name, spec, ...(labels && { labels }) })

  const groupName = (g: number) => `group-${g}`
  const userName = (u: number) => `user-${u}`
  const typeOf = (g: number) => at(types, g)
  const holding = (what: 'users' | 'computers') =>
    [...Array(count.groups).keys()].filter((g) => typeOf(g) === 'mixed' || typeOf(g) === what)
  const userGroups = holding('users')
  const computerGroups = holding('computers')
  // A large company has a few dozen sites, not a thousand naming rules: `match` stays rare while groups grow.
  const sites = computerGroups.slice(0, 40)
  const computerName = (c: number) => (c % 3 === 0 ? `site${at(sites, c)}-pc-${c}` : `pc-${c}`)

  put('Team', team, {
    displayName: 'Bench',
    owner: userName(0),
    scheduledAccess: { timeZone: 'Europe/Paris' },
    authentication: { consoleTimeout: '1h' },
  })
  put('SsoMethod', 'entra', {
    displayName: 'Single sign-on',
    idp: 'azureAD',
    loginUrl: 'https://login.example/saml2',
    issuer: 'https://sts.example/',
    domains: ['bench.example'],
  })
  for (let g = 0; g < count.groups; g++)
    put('Group', groupName(g), {
      displayName: `Group ${g} ${at(offices, g)}`,
      type: typeOf(g),
      // The first users are group administrators, one or two groups each; the very first is the owner.
      admins: [userName(1 + (g % leaders(count)))],
      ...(sites.includes(g) && { match: { hostname: `site${g}-*` } }),
    })
  for (let u = 0; u < count.users; u++)
    put('User', userName(u), user(draw, u, leaders(count), groupName(draw.pick(userGroups))), label(draw))
  for (let c = 0; c < count.computers; c++)
    put(
      'Computer',
      computerName(c),
      {
        displayName: `Computer ${c}`,
        ...(c % 3 !== 0 && { group: groupName(draw.pick(computerGroups)) }),
        ...(draw.oneIn(8) && { note: `Room ${draw.number(400)}, desk ${draw.number(30)}` }),
      },
      label(draw),
    )
  for (let p = 0; p < count.permissions; p++) {
    const group = userGroups[p]
    // First one permission for each group that holds users; then some for single users, counted from the last.
    if (group !== undefined) {
      const computers = typeOf(group) === 'mixed' && draw.oneIn(2) ? { mode: 'ownGroup' } : only(draw, computerGroups.map(groupName))
      put('AccessPermission', `of-${groupName(group)}`, { subjects: { groups: [groupName(group)] }, computers })
    } else {
      const name = userName(count.users - 1 - (p - userGroups.length))
      const computers = { mode: 'only', computers: distinct(draw, 3, count.computers).map(computerName) }
      put('AccessPermission', `of-${name}`, { subjects: { users: [name] }, computers })
    }
  }
  for (let c = 0; c < count.granular; c++)
    put('GranularControl', `controls-${c}`, {
      subjects: { users: [userName(count.users - 1 - c)] },
      controls: { fileTransfer: draw.pick(['disabled', 'toComputerOnly', 'enabled']), copyPaste: draw.pick(['disabled', 'enabled']) },
    })
  for (let s = 0; s < count.shared; s++)
    put('ScheduledResource', `shared-${s}`, {
      displayName: `Shared ${s}`,
      computers: distinct(draw, 1 + draw.number(4), count.computers).map(computerName),
      admins: [userName(1 + (s % leaders(count)))],
      exclusiveAccess: { supported: true, default: draw.oneIn(2), blankScreen: true },
    })
  for (let s = 0; s < count.schedules; s++)
    put('Schedule', `schedule-${s}`, schedule(draw, s, count.shared, groupName(draw.pick(userGroups))))
  for (let p = 0; p < count.policies; p++) {
    const groups = computerGroups.filter((_, index) => index % count.policies === p).map(groupName)
    put('PreferencePolicy', `policy-${p}`, {
      displayName: `Policy ${p}`,
      settings: { session: { idleTimeoutMinutes: 10 + draw.number(90) }, security: { lockScreenOnDisconnect: true } },
      ...(groups.length > 0 && { targets: { groups } }),
    })
  }
  for (let p = 0; p < count.packages; p++)
    put('DeploymentPackage', `package-${p}`, {
      displayName: `Package ${p}`,
      platforms: ['windows', 'linux'],
      group: groupName(draw.pick(computerGroups)),
      preferencePolicy: `policy-${p % count.policies}`,
    })
  return made
}

const leaders = (count: { users: number; groups: number }): number => Math.max(1, Math.min(count.users - 1, Math.ceil(count.groups / 2)))
const label = (draw: Random): Made['labels'] => ({ office: draw.pick(offices), dept: draw.pick(['art', 'books', 'care', 'desk']) })
function distinct(draw: Random, wanted: number, below: number): number[] {
  const found = new Set<number>()
  while (found.size < Math.min(wanted, below)) found.add(draw.number(below))
  return [...found]
}
const only = (draw: Random, groups: string[]): Made['spec'] => ({
  mode: 'only',
  groups: distinct(draw, 1 + draw.number(3), groups.length).map((index) => groups[index] as string),
})
function user(draw: Random, u: number, leaders: number, group: string): Made['spec'] {
  return {
    displayName: `${draw.pick(given)} ${draw.pick(family)}`,
    email: `user-${u}@bench.example`,
    ...(u > 0 && u <= leaders ? { role: 'group-admin' } : draw.oneIn(400) && u > 0 ? { role: 'admin' } : {}),
    ...(!draw.oneIn(12) && { group }),
    ...(draw.oneIn(2) && u > 0 && { authentication: 'entra' }),
    ...(draw.oneIn(30) && { licence: 'technician' }),
  }
}
function schedule(draw: Random, s: number, shared: number, group: string): Made['spec'] {
  const recurrences: { [key: string]: Value }[] = [
    { frequency: 'daily' },
    { frequency: 'weekly', days: ['MO', 'WE', 'FR'] },
    { frequency: 'monthly', dayOfMonth: 1 + draw.number(28) },
    { rule: 'FREQ=MONTHLY;BYDAY=-1FR' },
  ]
  const start = 6 + draw.number(6)
  return {
    displayName: `Schedule ${s}`,
    resource: `shared-${s % shared}`,
    subjects: { groups: [group] },
    startDate: `2026-0${1 + draw.number(9)}-1${draw.number(10)}`,
    timeSlot: { start: `${String(start).padStart(2, '0')}:00`, end: `${start + 8}:30` },
    recurrence: draw.pick(recurrences),
    ...(draw.oneIn(10) && { paused: true }),
  }
}

const envelope = ({ kind, name, labels, spec }: Made): { [key: string]: Value } => ({
  apiVersion: 'splashtop.io/v1',
  kind,
  metadata: { name, ...(labels && { labels }) },
  spec,
})
const item = (resource: Made): string => `  - ${yaml(envelope(resource), '    ').trimStart()}`

/** The same resources as values, for what takes them without files. */
export const envelopes = (size: Size): { [key: string]: Value }[] => make(size).map(envelope)

/** File names, relative to the folder of declarations, and their text. Every fourth file is a `kind: List`. */
export function generate(size: Size): Map<string, string> {
  const made = make(size)
  const files = new Map<string, string>()
  const each = Math.ceil(made.length / size.files)
  for (let f = 0; f * each < made.length; f++) {
    const part = made.slice(f * each, (f + 1) * each)
    const comment = `# Part ${f + 1} of an organisation of ${size.resources} resources, made by bench/generate.ts.\n`
    const text =
      f % 4 === 3
        ? `${comment}apiVersion: splashtop.io/v1\nkind: List\nitems:\n${part.map(item).join('')}`
        : comment + part.map((resource) => yaml(envelope(resource))).join('---\n')
    files.set(`part-${String(f).padStart(4, '0')}.yaml`, text)
  }
  return files
}

/** A project with that organisation in `folder`: a project file, and the declarations below `organisation/`. */
export function write(folder: string, size: Size): void {
  const organisation = path.join(folder, 'organisation')
  mkdirSync(organisation, { recursive: true })
  writeFileSync(
    path.join(folder, 'splashtop.yaml'),
    `apiVersion: splashtop.io/v1\nkind: Project\nteam: ${team}\nmanager: git:bench/iac\nsources: [organisation/]\n`,
  )
  for (const [name, text] of generate(size)) writeFileSync(path.join(organisation, name), text)
}

/**
 * Gives `count` resources of one file another name to show, and returns the file's path. Files without so many display names, and those of
 * people aside, are passed over: what is edited should be what is edited in life.
 */
export function edit(folder: string, seed: number, count: number): string {
  const draw = random(seed)
  const organisation = path.join(folder, 'organisation')
  for (let attempt = 0; attempt < 10_000; attempt++) {
    const file = path.join(organisation, `part-${String(draw.number(1000)).padStart(4, '0')}.yaml`)
    const text = readIfThere(file)
    const places = [...text.matchAll(/kind: User\n(?:(?!kind:)[^\n]*\n)*?\s+displayName: (?<name>[^\n]+)\n/g)]
    if (places.length < count) continue
    let edited = text
    for (const place of places.slice(0, count).reverse()) {
      const begin = place.index + place[0].lastIndexOf('displayName: ')
      const end = edited.indexOf('\n', begin)
      edited = `${edited.slice(0, begin)}displayName: ${draw.pick(given)} ${draw.pick(family)} ${seed}${edited.slice(end)}`
    }
    writeFileSync(file, edited)
    return file
  }
  throw new RangeError(`no file of ${organisation} declares ${count} users`)
}
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

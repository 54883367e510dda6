/**
 * Enrolment: who comes with a code is let in, has to wait, or is refused. It serves computers by nature.
 *
 *   code of a package ─┬─ nobody is there by that name or device ─▶ a new computer        (or, `approval: required`: waits at the package)
 *                      └─ somebody is ─┬─ its old key signs for the new one ─▶ goes on
 *                                      └─ else ─▶ waits at the computer, until somebody approves
 *   one-time code of a computer ─────────────────▶ that computer, under the new key
 *
 * Who asks again by the same key is answered as before. All of it is in the World (`status.enrolment`, `status.waiting`, of a package
 * `status.enrolments`), so that every replica learns of it by the log, and limits are counted in the very commit that they are about.
 */
import { type Act, mayDo } from '../../effective/permission.ts'
import type { EnrolmentStatus, EnrolRequest, Waiting } from '../../protocol/enrolment.ts'
import { fingerprint } from '../../protocol/keys.ts'
import type { Actor } from '../../schema/kind.ts'
import { hasErrors, type Problem, ProblemError, problem } from '../../schema/problem.ts'
import { type Key, keyOf, type Resource } from '../../schema/resource.ts'
import { slugOf } from '../../schema/slug.ts'
import type { World } from '../../schema/world.ts'
import type { Within } from '../credentials.ts'
import type { Keys } from '../keys.ts'
import { identityOf } from '../permission.ts'
import { type Captured, capture } from './capture.ts'
import { COMPUTER_CODE, dropCode, newCode } from './codes.ts'
import { displayNameFor, nameFor } from './computer-names.ts'
import { frozen } from './enrol-request.ts'
import {
  closed,
  countOf,
  nobodyWaits,
  refuseClosed,
  refuseOtherPlatform,
  refuseRevoked,
  sequenceOf,
  severalWait,
  unknownCode,
} from './enrolment-refusals.ts'
import { type Entering, enter, newComputer, without } from './entering.ts'
import { type Agent, type Applicant, enrolmentOf, type Roster, waitingOf, withStatus, withWaiting } from './roster.ts'
import { takenOver } from './takeover.ts'
import { type Draft, writeOver } from './write.ts'

/** By which code somebody came: that of a package, or the one-time code of a computer. */
export interface Found {
  key: Key
  of: 'package' | 'computer'
}

/** Who waits, as people read it. */
export interface Waits {
  computer: string
  fingerprint: string
  hostname: string
  os: string
  at: string
  address: string | null
  package: string | null
  /** It asks for a computer that enrolled before, which would be cut off. */
  replaces: boolean
}

export interface Enrolments {
  enrol(request: EnrolRequest, found: Found, address: string): Promise<{ agent: Agent } | { waiting: Waiting }>
  /** Those whom an actor may let in. */
  waiting(actor: Actor): Promise<Waits[]>
  /** Lets in who waits for a computer, or refuses it for good. `fingerprint` says which, where several do. */
  decide(actor: Actor, wish: { computer: string; fingerprint?: string; deny?: boolean }): Promise<Waits>
  /** A code with which one installation takes a computer over, once. It is told this once. */
  code(actor: Actor, computer: string): Promise<{ code: string; expires: string }>
  /** Cuts a computer off; it may enrol again as any other. */
  unenrol(actor: Actor, computer: string): Promise<void>
}

const RETRY_S = 30
/** So many may wait at once: what nobody can look over, nobody approves. */
const MOST_AT = { Computer: 5, DeploymentPackage: 100 } as const
/** Who waited so long makes room. */
const PATIENCE_MS = 30 * 86_400_000

export function enrolments(within: Within, roster: (world: World) => Roster): Enrolments {
  const { store, team, inLine } = within

  async function decided(live: World, keys: Keys | undefined, asked: Asked): Promise<Draft | undefined> {
    const { request, found } = asked
    const known = roster(live).byKey(request.publicKey)
    if (known) {
      refuseRevoked(known.revoked, known.computer)
      return undefined
    }
    if (found.of === 'computer') return byOwnCode(live, asked)
    const by = live.get(found.key) as Resource<'DeploymentPackage'> | undefined
    if (!by) throw unknownCode() // it went while the code was looked up
    refuseOtherPlatform(by, request.facts)
    const there = computerFor(live, request)
    if (!there) return by.spec.approval === 'required' ? waitsAtPackage(live, by, asked) : comesIn(live, keys, by, asked)
    refuseRevoked(there.spec.enrolment === 'revoked', there.name)
    const former = enrolmentOf(there)
    if (former && request.takeover !== undefined) {
      takenOver(request, former, store.databaseId)
      return goesOn(there, asked, { ...former, facts: frozen(request.facts) })
    }
    refuseClosed(by)
    return waitsAt(there, asked, { package: by.name })
  }

  /** By its device; else one that has the name of the host and no installation: a pre-registration, or one that was un-enrolled. */
  function computerFor(live: World, { facts }: EnrolRequest): Resource<'Computer'> | undefined {
    const name = roster(live).byDevice(facts.deviceId)
    if (name !== undefined) return live.find('Computer', name)
    const named = live.find('Computer', slugOf(facts.hostname, 'computer'))
    return named && !enrolmentOf(named) ? named : undefined
  }

  async function comesIn(live: World, keys: Keys | undefined, by: Resource<'DeploymentPackage'>, asked: Asked): Promise<Draft> {
    refuseClosed(by)
    const displayName = displayNameFor(by, asked.request, sequenceOf(by) + 1)
    const name = nameFor(displayName, (one) => live.find('Computer', one) !== undefined)
    return taken(keys, by, asked, newComputer(team, name, displayName))
  }

  /** The package's part of a computer, new or pre-registered, and its place among those that came by the package. */
  async function taken(
    keys: Keys | undefined,
    by: Resource<'DeploymentPackage'>,
    asked: Entering,
    computer: Resource<'Computer'>,
  ): Promise<Draft> {
    const { settings, seal }: Captured = await capture(store, by, keys, computer.key)
    const { group } = by.spec
    const enrolment: Omit<EnrolmentStatus, 'at' | 'agent'> = {
      ...{ package: by.name, facts: frozen(asked.request.facts) },
      ...(typeof group === 'string' && { group }),
      ...(Object.keys(settings).length > 0 && { settings }),
    }
    const others = waitingOf(by).filter(({ publicKey }) => publicKey !== asked.request.publicKey)
    const counted = withStatus(withWaiting(by, others), { enrolments: countOf(by) + 1, sequence: sequenceOf(by) + 1 })
    return {
      actor: asked.actor ?? agentActor(computer.name, asked.address),
      puts: [
        { op: isLive(computer) ? 'settle' : 'create', after: enter(computer, asked, enrolment) },
        { op: 'settle', after: counted },
      ],
      seal,
    }
  }

  function byOwnCode(live: World, asked: Asked): Draft {
    const computer = live.get(asked.found.key) as Resource<'Computer'> | undefined
    const made = computer?.status.enrolmentCode as { expires: string } | undefined
    if (!computer || !made) throw unknownCode()
    if (Date.now() >= Date.parse(made.expires))
      throw closed('enrolment-expired', `The code of computer \`${computer.name}\` held until ${made.expires}.`)
    refuseRevoked(computer.spec.enrolment === 'revoked', computer.name)
    const { at: _, agent: __, ...former } = enrolmentOf(computer) ?? {}
    const draft = goesOn(withStatus(computer, { enrolmentCode: undefined }), asked, { ...former, facts: frozen(asked.request.facts) })
    return { ...draft, seal: () => [dropCode(computer.key)] }
  }

  const goesOn = (computer: Resource<'Computer'>, asked: Asked, enrolment: Omit<EnrolmentStatus, 'at' | 'agent'>): Draft => ({
    actor: agentActor(computer.name, asked.address),
    puts: [{ op: 'settle', after: enter(computer, asked, enrolment) }],
  })

  function waitsAtPackage(live: World, by: Resource<'DeploymentPackage'>, asked: Asked): Draft | undefined {
    refuseClosed(by)
    const waiting = waitingOf(by)
    const displayName = displayNameFor(by, asked.request, sequenceOf(by) + waiting.filter(({ denied }) => !denied).length + 1)
    const others = new Set(waiting.map((one) => one.name))
    const name = nameFor(displayName, (one) => others.has(one) || live.find('Computer', one) !== undefined)
    return waitsAt(by, asked, { name, displayName })
  }

  /** Undefined where it waits already. */
  function waitsAt(
    resource: Resource,
    { request, address }: Asked,
    more: Pick<Applicant, 'package' | 'name' | 'displayName'>,
  ): Draft | undefined {
    const former = waitingOf(resource)
    const own = former.find(({ publicKey }) => publicKey === request.publicKey)
    if (own?.denied !== undefined)
      throw closed('enrolment-denied', 'An administrator refused to let this installation in.', 'Install it anew once that is settled.')
    if (own) return undefined
    const applicant: Applicant = {
      ...{ publicKey: request.publicKey, facts: frozen(request.facts), at: new Date().toISOString(), address, ...more },
    }
    const most = MOST_AT[resource.kind as keyof typeof MOST_AT]
    const since = Date.now() - PATIENCE_MS
    let kept = former.filter(({ at }) => Date.parse(at) > since)
    if (kept.length >= most) kept = kept.filter(({ denied }) => denied === undefined)
    if (kept.length >= most)
      throw closed(
        'enrolment-crowded',
        `There are ${most} already that wait to be let in there.`,
        'Let them in or refuse them: `splashctl approve`.',
      )
    const after = withWaiting(resource, [...kept, applicant])
    return { actor: agentActor(more.name ?? resource.name, address), puts: [{ op: 'settle', after }] }
  }

  /** Everyone who waits for a computer of that name, or at all. */
  function applicants(live: World, computer?: string): { at: Resource; one: Applicant }[] {
    const all = [...roster(live).waiting].flatMap((key) => {
      const at = live.get(key)
      return at ? waitingOf(at).flatMap((one) => (one.denied === undefined ? [{ at, one }] : [])) : []
    })
    return computer === undefined ? all : all.filter(({ at, one }) => (one.name ?? at.name) === computer)
  }

  /** What letting one in would write. */
  async function admitted(
    live: World,
    keys: Keys | undefined,
    { at, one }: { at: Resource; one: Applicant },
    actor: Actor,
  ): Promise<Draft> {
    const request = { publicKey: one.publicKey, facts: thawed(one), code: '' }
    const asked: Entering = { request, address: one.address ?? '', actor }
    if (one.name !== undefined) {
      const by = at as Resource<'DeploymentPackage'>
      refuseClosed(by)
      const { displayName = one.name } = one
      const name = nameFor(displayName, (each) => live.find('Computer', each) !== undefined)
      return taken(keys, by, asked, newComputer(team, name, displayName))
    }
    const computer = at as Resource<'Computer'>
    refuseRevoked(computer.spec.enrolment === 'revoked', computer.name)
    const by = one.package === undefined ? undefined : live.find('DeploymentPackage', one.package)
    const former = enrolmentOf(computer)
    const cleared = without(computer, one.publicKey)
    if (former || !by) {
      const { at: _, agent: __, ...kept } = former ?? {}
      return { actor, puts: [{ op: 'settle', after: enter(cleared, asked, { ...kept, facts: one.facts }) }] }
    }
    refuseClosed(by)
    return taken(keys, by, asked, cleared)
  }

  /** The computer as letting one in would leave it: what is asked about rights, whatever else stands against it. */
  function placed(live: World, { at, one }: { at: Resource; one: Applicant }, actor: Actor): Draft {
    const isNew = one.name !== undefined
    const computer = isNew ? newComputer(team, one.name as string, one.displayName ?? (one.name as string)) : (at as Resource<'Computer'>)
    const by = isNew ? at : one.package === undefined ? undefined : live.find('DeploymentPackage', one.package)
    const { at: _, agent: __, ...former } = enrolmentOf(computer) ?? {}
    const group = (by as Resource<'DeploymentPackage'> | undefined)?.spec.group
    const asked: Entering = { request: { publicKey: one.publicKey, facts: thawed(one) }, address: '' }
    const after = enter(computer, asked, { ...(typeof group === 'string' && { group }), ...former, facts: one.facts })
    return { actor, puts: [{ op: isNew ? 'create' : 'settle', after }] }
  }

  return {
    enrol: (request, found, address) =>
      inLine(async () => {
        const live = await writeOver(within, (world, keys) => decided(world, keys, { request, found, address }))
        const agent = roster(live).byKey(request.publicKey)
        if (agent) return { agent }
        const waits = applicants(live).find(({ one }) => one.publicKey === request.publicKey)
        if (!waits) throw unknownCode() // what it waited for went at that very moment
        const computer = waits.one.name ?? waits.at.name
        return { waiting: { state: 'waiting', computer, fingerprint: fingerprint(request.publicKey), retrySeconds: RETRY_S } }
      }),
    async waiting(actor) {
      const live = await within.world()
      return applicants(live).flatMap((each) => (refusing(live, placed(live, each, actor)).length === 0 ? shown(each) : []))
    },
    decide: (actor, { computer, fingerprint: which, deny }) =>
      inLine(async () => {
        let told: Waits | undefined
        await writeOver(within, async (live, keys) => {
          const found = applicants(live, computer).filter(({ one }) => which === undefined || fingerprint(one.publicKey) === which)
          const [each, other] = found
          if (!each) throw nobodyWaits(computer)
          if (other)
            throw severalWait(
              computer,
              found.map(({ one }) => fingerprint(one.publicKey)),
            )
          refuseUnless(live, placed(live, each, actor))
          told = shown(each)
          if (!deny) return admitted(live, keys, each, actor)
          const waiting = waitingOf(each.at).map((one) => (one === each.one ? { ...one, denied: new Date().toISOString() } : one))
          return { actor, puts: [{ op: 'settle', after: withWaiting(each.at, waiting) }] }
        })
        return told as Waits
      }),
    code: (actor, name) =>
      inLine(async () => {
        const made = newCode()
        await writeOver(within, async (live, keys) => {
          const computer = thereOf(live, name)
          refuseRevoked(computer.spec.enrolment === 'revoked', name)
          if (!keys)
            throw new ProblemError(
              problem(
                'sealing-impossible',
                `The code of \`${name}\` can't be sealed: the operator key is out of reach.`,
                'Put the key folder back, then ask again.',
              ),
            )
          const draft: Draft = {
            actor,
            puts: [{ op: 'settle', after: withStatus(computer, { enrolmentCode: { issuedAt: made.issuedAt, expires: made.expires } }) }],
            seal: (sealing, bondOf) => [made.sealed(sealing, computer.key, bondOf(computer.key, COMPUTER_CODE))],
          }
          refuseUnless(live, draft)
          return draft
        })
        return { code: made.code, expires: made.expires }
      }),
    unenrol: (actor, name) =>
      inLine(async () => {
        await writeOver(within, async (live) => {
          const computer = thereOf(live, name)
          const draft: Draft = {
            actor,
            puts: [{ op: 'settle', after: withStatus(computer, { enrolment: undefined, waiting: undefined, enrolmentCode: undefined }) }],
            seal: () => [dropCode(computer.key)],
          }
          refuseUnless(live, draft, 'computers.remove')
          if (!enrolmentOf(computer))
            throw new ProblemError(
              problem('not-enrolled', `Computer \`${name}\` is not enrolled.`, '`splashctl get computers` shows those which are.'),
            )
          return draft
        })
      }),
  }
}

interface Asked extends Entering {
  request: EnrolRequest
  found: Found
}

const agentActor = (computer: string, address: string): Actor => ({ name: `agent:${computer}`, address })
const isLive = ({ live }: Resource): boolean => live !== undefined && live.uid !== ''

/** As it was sent, of what is kept of it. */
const thawed = ({ facts: { os, osVersion, arch, ...facts } }: Applicant): EnrolRequest['facts'] => ({
  ...facts,
  os: { name: os, version: osVersion, arch },
})

const shown = ({ at, one }: { at: Resource; one: Applicant }): Waits => ({
  computer: one.name ?? at.name,
  fingerprint: fingerprint(one.publicKey),
  hostname: one.facts.hostname,
  os: `${one.facts.os} ${one.facts.osVersion}`,
  at: one.at,
  address: one.address ?? null,
  package: one.package ?? (one.name === undefined ? null : at.name),
  replaces: one.name === undefined && enrolmentOf(at) !== undefined,
})

function refusing(before: World, { actor, puts }: Draft, action: 'computers.edit' | 'computers.remove' = 'computers.edit'): Problem[] {
  const identity = identityOf(actor)
  if (!identity)
    return [problem('not-permitted', `\`${actor.name}\` may change nothing: it did not say who it is.`, 'Sign in, or send a token.')]
  if ('operator' in identity) return []
  // Who is cut off is out of its group, so that only where it was says whose it is: as with what is deleted.
  const removes = action === 'computers.remove'
  const after = before.with(puts.map((put) => [put.after.key, removes ? null : put.after]))
  const acts = puts.map(({ op, after: { key } }): Act => {
    return { op: removes ? 'delete' : op === 'create' ? op : 'update', key, fields: [], needs: [action] }
  })
  return mayDo(before, after, identity, acts)
}

function refuseUnless(before: World, draft: Draft, action?: 'computers.remove'): void {
  const problems = refusing(before, draft, action)
  if (hasErrors(problems)) throw new ProblemError(problems)
}

function thereOf(live: World, name: string): Resource<'Computer'> {
  const computer = live.get(keyOf('Computer', live.team, name)) as Resource<'Computer'> | undefined
  if (!computer)
    throw new ProblemError(
      problem('unknown-resource', `There is no Computer \`${name}\`.`, '`splashctl get computers` lists those that there are.'),
    )
  return computer
}

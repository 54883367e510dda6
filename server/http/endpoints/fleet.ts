/** Computers that enrolled: what they run, what stands against it, and how far a revision has come. */
import { anything, fleetEntry, listOf, record, rollout, version, whole } from '../../../protocol/documents.ts'
import { ProblemError } from '../../../schema/problem.ts'
import type { FleetEntry } from '../../devices/fleet.ts'
import { unknownRevision } from '../../revisions.ts'
import { endpoint, type Schema } from '../endpoint.ts'

const name: Schema = { type: 'string', maxLength: 253 }
const yes: Schema = { type: 'boolean' }

interface Filters {
  computer?: string
  group?: string
  online?: boolean
  current?: boolean
  condition?: string
  troubled?: boolean
}

export const fleet = endpoint<Filters, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/fleet',
  id: 'getFleet',
  summary: 'The computers that enrolled, with what they run and should run',
  says: '`revision` is the newest one. Where several filters are given, all must hold.',
  needs: 'read',
  query: {
    computer: { ...name, description: 'One computer.' },
    group: { ...name, description: 'Those in this group.' },
    online: { ...yes, description: 'Those that are, or are not, in touch.' },
    current: { ...yes, description: 'Those that run, or do not run, what they should run now.' },
    condition: { type: 'string', maxLength: 64, description: 'Those that report this condition.' },
    troubled: { ...yes, description: 'Those with a condition above `info`, a setting that failed or a policy that was refused.' },
  },
  answers: { 200: { says: 'The fleet.', schema: record({ version, revision: whole, computers: listOf(fleetEntry) }) } },
  async run({ plane, query: { computer, group, online, current, condition, troubled } }) {
    const { revision, computers } = await plane.devices.fleet(computer)
    const found = computers.filter(
      (one) =>
        (group === undefined || one.group === group) &&
        (online === undefined || one.online === online) &&
        (current === undefined || one.current === current) &&
        (condition === undefined || one.conditions.some(({ code }) => code === condition)) &&
        (troubled === undefined || isTroubled(one) === troubled),
    )
    return { body: { version: 1, revision, computers: found } }
  },
})

const isTroubled = ({ conditions, failed, rejected }: FleetEntry): boolean =>
  rejected !== null || failed.length > 0 || conditions.some(({ level }) => level !== 'info')

export const inventory = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/fleet/{name}/inventory',
  id: 'getInventory',
  summary: 'What a computer is made of, as its agent told it last',
  needs: 'read',
  answers: { 200: { says: 'The inventory; null where none was told.', schema: record({ version, inventory: anything }) } },
  run: async ({ plane, path: { name: computer = '' } }) => ({
    body: { version: 1, inventory: (await plane.devices.inventory(computer)) ?? null },
  }),
})

export const rolloutOfRevision = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/rollouts/{revision}',
  id: 'getRollout',
  summary: 'How many of the computers that a revision is about enforce it',
  says: 'About are those which it gave another policy. Of those in touch, the ones that do not enforce it yet are named, with why.',
  needs: 'read',
  answers: { 200: { says: 'The rollout.', schema: record({ version, ...rollout }) } },
  async run({ plane, path: { revision = '' } }) {
    const number = /^\d{1,15}$/.test(revision) ? Number(revision) : Number.NaN
    const head = (await plane.worldSince(Number.isNaN(number) ? 0 : number)).revision
    if (!(number >= 1 && number <= head)) throw new ProblemError(unknownRevision(number, head))
    return { body: { version: 1, ...(await plane.devices.rollout(number)) } }
  },
})

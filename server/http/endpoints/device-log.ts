/** What happened on devices, as they logged it. Who may read all logs reads all; who administers groups those of its computers; a member its own sessions. */

import type { Holder } from '../../../effective/roles.ts'
import { deviceEvent, listOf, record, version } from '../../../protocol/documents.ts'
import { groupOf } from '../../../schema/membership.ts'
import { ProblemError, problem } from '../../../schema/problem.ts'
import type { World } from '../../../schema/world.ts'
import type { LoggedEvent } from '../../devices/device-log.ts'
import { endpoint } from '../endpoint.ts'

const DAY_MS = 86_400_000

interface Query {
  days?: number
  computer?: string
  limit?: number
}

export const deviceLog = endpoint<Query, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/device-log',
  id: 'getDeviceLog',
  summary: 'What happened on devices, newest first',
  says: 'Of the computers that the caller may read about: all, those in its groups, or its own sessions.',
  needs: 'token',
  query: {
    days: { type: 'integer', minimum: 1, maximum: 366, description: 'How far back; 7 when nothing is said.' },
    computer: { type: 'string', maxLength: 253, description: 'One computer, as it was called then.' },
    limit: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000,
      description: 'So many batches, of up to 500 events; 1000 when nothing is said.',
    },
  },
  answers: { 200: { says: 'The events.', schema: record({ version, log: listOf(deviceEvent) }) } },
  async run({ plane, holder, query: { days = 7, computer, limit = 1000 } }) {
    const may = readable(await plane.world(), holder)
    const now = Date.now()
    const between = { since: new Date(now - days * DAY_MS).toISOString(), until: new Date(now).toISOString() }
    return { body: { version: 1, log: await plane.devices.log.read({ ...between, computer, limit }, may) } }
  },
})

function readable(world: World, holder: Holder): (event: LoggedEvent) => boolean {
  const conditions = holder.rights.get('logs.read')
  if (!conditions)
    throw new ProblemError(
      problem('not-permitted', `\`${holder.name}\` may read no log (\`logs.read\`).`, 'Ask somebody who may, or for a role that may.'),
    )
  if (conditions.size === 0) return () => true
  if (conditions.has('own')) return ({ details }) => details?.user === holder.name
  return ({ computer }) => {
    const found = world.find('Computer', computer)
    return found !== undefined && holder.groups.has(groupOf(world, found) ?? '')
  }
}

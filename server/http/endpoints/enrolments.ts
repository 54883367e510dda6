/** Who waits to be let in, and what becomes of computers that enrolled. An agent's own calls are a protocol of their own (http/agent). */
import { flag, listOf, record, version, waits } from '../../../protocol/documents.ts'
import { endpoint, type Schema } from '../endpoint.ts'

const NAMED: Schema = { type: 'string', maxLength: 60, description: 'The fingerprint that the installation shows, where several wait.' }

export const waiting = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/enrolments',
  id: 'listWaiting',
  summary: 'The installations that wait to be let in, of those that the caller may let in',
  needs: 'token',
  answers: { 200: { says: 'Who waits.', schema: record({ version, waiting: listOf(waits) }) } },
  run: async ({ plane, actor }) => ({ body: { version: 1, waiting: await plane.devices.enrolments.waiting(actor) } }),
})

export const approve = endpoint<undefined, { fingerprint?: string; deny?: boolean }>({
  method: 'POST',
  path: '/v1/teams/{team}/computers/{name}:approve',
  id: 'approveComputer',
  summary: 'Let an installation in that waits, or refuse it for good',
  needs: 'write',
  body: { schema: record({}, { fingerprint: NAMED, deny: flag }) },
  answers: { 200: { says: 'Who waited, and what was decided.', schema: record({ version, decided: waits, approved: flag }) } },
  async run({ plane, actor, path: { name = '' }, body: { fingerprint, deny = false } }) {
    const wish = { computer: name, deny, ...(fingerprint !== undefined && { fingerprint }) }
    return { body: { version: 1, decided: await plane.devices.enrolments.decide(actor, wish), approved: !deny } }
  },
})

export const computerCode = endpoint<undefined, undefined>({
  method: 'POST',
  path: '/v1/teams/{team}/computers/{name}:code',
  id: 'makeComputerCode',
  summary: 'Make a one-time code with which an installation takes a computer over',
  says: 'It holds for a day, and in place of one that was made before. It is told this once.',
  needs: 'write',
  answers: { 201: { says: 'The code.', schema: record({ version, code: { type: 'string' }, expires: { type: 'string' } }) } },
  run: async ({ plane, actor, path: { name = '' } }) => ({
    status: 201,
    headers: { 'cache-control': 'no-store' },
    body: { version: 1, ...(await plane.devices.enrolments.code(actor, name)) },
  }),
})

export const unenrol = endpoint<undefined, undefined>({
  method: 'POST',
  path: '/v1/teams/{team}/computers/{name}:unenrol',
  id: 'unenrolComputer',
  summary: 'Cut a computer off, at once',
  says: 'It stays declared where it is, and an installation that comes by its name has to be approved.',
  needs: 'write',
  answers: { 204: { says: 'It is cut off.' } },
  async run({ plane, actor, path: { name = '' } }) {
    await plane.devices.enrolments.unenrol(actor, name)
    return { status: 204 }
  },
})

/** What an agent tells its server, and what it makes of the answers. */
import { TIMESTAMP_BYTES } from '../protocol/policy.ts'
import type { AuditAnswer, AuditBatch, Report } from '../protocol/report.ts'
import { ProblemError, problem } from '../schema/problem.ts'
import { type Call, call, Refused, type Server } from './connection.ts'

const ANSWER_BYTES = TIMESTAMP_BYTES + 1024

/** The timestamp in the answer; undefined where the server has no policy to speak of. */
export async function sendReport(server: Server, report: Report, signal: AbortSignal): Promise<string | undefined> {
  const { timestamp } = await post(server, '/agent/v1/status', report, signal)
  return typeof timestamp === 'string' ? timestamp : undefined
}

/** Up to where the server has the log then; where the batch doesn't go on from what it has, up to where it has it now. */
export async function sendBatch(server: Server, batch: AuditBatch, signal: AbortSignal): Promise<AuditAnswer> {
  try {
    return endIn(server, await post(server, '/agent/v1/audit', batch, signal))
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 409) throw error
    const end = endIn(server, await asked(server, { method: 'GET', path: '/agent/v1/audit', limit: ANSWER_BYTES, signal, streamed: true }))
    if (end.next === batch.first && end.hash !== batch.previous) throw error // another log: nothing of it is sent, and both ends say so
    return end
  }
}

function endIn(server: Server, { next, hash }: Record<string, unknown>): AuditAnswer {
  if (typeof next !== 'number' || !Number.isSafeInteger(next) || next < 1 || typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash))
    throw foreign(server, 'does not say up to where it has the log')
  return { next, hash }
}

const post = (server: Server, path: string, body: object, signal: AbortSignal) =>
  asked(server, { method: 'POST', path, body, limit: ANSWER_BYTES, signal, streamed: true })

async function asked(server: Server, wanted: Call): Promise<Record<string, unknown>> {
  const { status, text } = await call(server, wanted)
  if (status !== 200) throw foreign(server, `says ${status}`)
  try {
    const said = JSON.parse(text) as unknown
    if (typeof said === 'object' && said !== null) return said as Record<string, unknown>
  } catch {
    // told as what it is
  }
  throw foreign(server, 'answers with something that is no JSON')
}

const foreign = ({ url }: Server, what: string): ProblemError =>
  new ProblemError(
    problem('server-foreign', `What answers at ${url.host} ${what}.`, 'Look at which control plane answers under this address.'),
  )

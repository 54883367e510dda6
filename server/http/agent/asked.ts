/**
 * Requests that come by the stream of their agent instead of a connection of their own (protocol/stream.ts): signed, checked, charged and answered as
 * those are. Ten thousand agents report what became of one commit, and to take up a connection for each costs ten times what the report does.
 */
import { isTimely, readSignature } from '../../../protocol/signed-request.ts'
import type { Answer, Ask } from '../../../protocol/stream.ts'
import { asProblems, problem } from '../../../schema/problem.ts'
import type { AppOptions } from '../app.ts'
import { GUESS } from '../rate.ts'
import { problemDocument, statusOf } from '../statuses.ts'
import { logEnd, logged } from './audit.ts'
import { type Come, known, Revoked, unauthenticated } from './signed.ts'
import { reported } from './status.ts'

const calls: Readonly<Record<string, { route: string; call(who: Come, body: Buffer | undefined): Promise<object> }>> = {
  'POST /agent/v1/status': { route: 'agentStatus', call: reported },
  'POST /agent/v1/audit': { route: 'agentAudit', call: logged },
  'GET /agent/v1/audit': { route: 'agentAuditEnd', call: logEnd },
}

/** @param of whose stream it is; `address`: from where */
export async function answered(options: AppOptions, of: Come, address: string, ask: Ask): Promise<Answer> {
  const { metrics, rate, log } = options
  const begun = performance.now()
  const name = `${ask.method} ${ask.target}`
  const { route, call } = (Object.hasOwn(calls, name) && calls[name]) || { route: '', call: undefined }
  const requestId = crypto.randomUUID()
  const ended = (status: number, text: string, more: Partial<Answer> = {}): Answer => {
    const ms = performance.now() - begun
    metrics.answered(route, ask.method, status, ms / 1000)
    const took = Math.round(ms * 10) / 10
    const [team, actor] = [of.plane.team, `agent:${of.agent.computer}`]
    log.info({ requestId, route, method: ask.method, status, ms: took, address, team, actor })
    return { id: ask.id, status, time: Date.now(), ...more, text }
  }
  try {
    const body = ask.body === undefined ? undefined : Buffer.from(ask.body)
    const signed = readSignature(ask, ask.headers)
    const who = await known(options, signed && isTimely(signed, Date.now()) ? signed : undefined, { address, body })
    if (who.agent.id !== of.agent.id) throw unauthenticated('is signed by another agent than the one whose stream this is')
    if (!call) return ended(404, refusal([problem('unknown-endpoint', 'There is no such call by the stream.', WAYS)], 404, requestId))
    return ended(200, JSON.stringify(await call(who, body)))
  } catch (error) {
    const problems = asProblems(error)
    const status = statusOf(problems)
    if (status === 500) log.error({ err: error, requestId }, 'unforeseen')
    if (status < 500 && status !== 429) rate.take(address, status === 401 ? GUESS : 1)
    const shown =
      status === 500
        ? [problem('internal', 'The control plane failed at this request.', `Its log has the reason, under ${requestId}.`)]
        : problems
    return ended(status, refusal(shown, status, requestId), {
      ...(status === 503 && { retryAfterS: 1 }),
      ...(error instanceof Revoked && error.proof !== undefined && { revocation: error.proof }),
    })
  }
}
const WAYS = 'Reports and logs go by it; the rest by a connection of its own.'
const refusal = (...of: Parameters<typeof problemDocument>): string => JSON.stringify(problemDocument(...of))

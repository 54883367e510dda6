/**
 * Through which proxy the control plane is asked. `auto` is what the environment says (HTTPS_PROXY, NO_PROXY), `manual` the proxy of the policy.
 * Either is asked for a tunnel (CONNECT), so that it sees where a connection goes and nothing of what is in it.
 *
 * A policy with a wrong proxy must not cut a computer off from the policy that mends it: when the proxy has failed three times, every other
 * try goes without it, and it is told that the setting failed.
 */
import type { Agent } from 'node:http'
import { request as requestTls, Agent as TlsAgent } from 'node:https'
import { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { Agent as PlainAgent, request as requestPlain } from '../protocol/node-http.ts'
import type { Json } from '../schema/canonical.ts'

/** The URL of a proxy; undefined where there is none between. */
export type Way = string | undefined

const CONNECT_MS = 10_000
/** So many failures in a row, and the proxy is doubted. */
const PATIENCE = 3

/** @param value of `general.proxy` */
export function wayOf(value: Json | undefined, to: URL, env: NodeJS.ProcessEnv): Way {
  const { mode, url } = (value ?? {}) as { mode?: string; url?: string }
  if (mode === 'manual' && typeof url === 'string') return url
  const told = to.protocol === 'https:' ? env.https_proxy || env.HTTPS_PROXY : env.http_proxy || env.HTTP_PROXY
  return told && URL.canParse(told) && !isExempt(to, env.no_proxy || env.NO_PROXY || '') ? told : undefined
}

/** `.example.com,10.0.0.7,localhost:8080,*`: hosts with all that is below them, each perhaps with its port. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const own = port || (protocol === 'https:' ? '443' : '80')
  return list.split(/[\s,]+/).some((entry) => {
    const [, host = '', of] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? []
    if (entry === '*') return true
    return host !== '' && (of === undefined || of === own) && (hostname === host || hostname.endsWith(`.${host}`))
  })
}

/** The proxy that is wanted, unless it has failed too often; then every other try is without it. */
export const wayNow = (way: Way, failures: number): Way => (failures >= PATIENCE && failures % 2 === 1 ? undefined : way)

/** Connections to one server, kept for the next call. @param ca the authority that signs the server's certificate, in PEM */
export function connectionsFor(way: Way, to: URL, ca: string | undefined): Agent {
  const options = { keepAlive: true, maxSockets: 8, scheduling: 'lifo' as const, ...(ca !== undefined && { ca }) }
  const agent = to.protocol === 'https:' ? new TlsAgent(options) : new PlainAgent(options)
  if (way !== undefined)
    agent.createConnection = (_, done) => {
      tunnel(way, to, ca, AbortSignal.timeout(CONNECT_MS)).then(
        (socket) => done?.(null, socket),
        (error) => done?.(error as Error, new Socket()),
      )
      return undefined
    }
  return agent
}

/** A connection to the server through a proxy. TLS is with the server, beyond the tunnel. */
export function tunnel(way: string, to: URL, ca: string | undefined, signal: AbortSignal): Promise<Socket> {
  const proxy = new URL(way)
  const target = `${to.hostname}:${to.port || (to.protocol === 'https:' ? 443 : 80)}`
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const asked = (proxy.protocol === 'https:' ? requestTls : requestPlain)({
    ...{ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: target, headers: { host: target } },
    ...{ agent: false, timeout: CONNECT_MS, signal },
  })
  asked.on('timeout', () => asked.destroy(new Error('the proxy does not answer')))
  asked.on('error', reject)
  asked.on('response', ({ statusCode }) => asked.destroy(new Error(`the proxy answers ${statusCode}`)))
  asked.on('connect', ({ statusCode }, socket) => {
    if (statusCode !== 200) {
      socket.destroy()
      reject(new Error(`the proxy answers ${statusCode}`))
    } else resolve(to.protocol === 'https:' ? connectTls({ socket, servername: to.hostname, ...(ca !== undefined && { ca }) }) : socket)
  })
  asked.end()
  return promise
}

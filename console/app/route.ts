/** Which page an address means, and going there. Addresses are of the browser's own history: they can be sent, kept and opened anew. */
import { useSyncExternalStore } from 'react'

export type Route =
  | { page: 'start' }
  | { page: 'link' }
  | { page: 'computers' | 'calendar' | 'fleet' | 'revisions' | 'access' | 'two-step'; team: string; query: URLSearchParams }
  | { page: 'computer'; team: string; computer: string }
  | { page: 'revision'; team: string; from: number; to: number }
  | { page: 'connect'; team: string; computer: string }
  | { page: 'nowhere'; team: string | undefined }

const LISTS = ['computers', 'calendar', 'fleet', 'revisions', 'access', 'two-step'] as const

export function routeOf({ pathname, search }: { pathname: string; search: string }): Route {
  const [first = '', team, name, more, ...rest] = pathname.split('/').slice(1).map(decoded)
  if (first === 'connect' && !team) return { page: 'link' }
  if (first !== 'console') return { page: 'nowhere', team: undefined }
  if (!team) return { page: 'start' }
  if (rest.length > 0) return { page: 'nowhere', team }
  if (!name) return { page: 'computers', team, query: new URLSearchParams() }
  const list = LISTS.find((one) => one === name)
  if (list && !more) return { page: list, team, query: new URLSearchParams(search) }
  if (name === 'connect' && more) return { page: 'connect', team, computer: more }
  if (name === 'fleet' && more) return { page: 'computer', team, computer: more }
  const [, from, to] = /^(\d{1,15})\.\.(\d{1,15})$/.exec(more ?? '') ?? []
  if (name === 'revisions' && from !== undefined) return { page: 'revision', team, from: Number(from), to: Number(to) }
  return { page: 'nowhere', team }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** An address of a team's console: `pathOf('acme', 'connect', 'pc-1')`. */
export const pathOf = (team: string, ...parts: (string | number)[]): string =>
  ['/console', team, ...parts.map(String)].map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join('/')

const listeners = new Set<() => void>()
export function go(path: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

export function useAddress(): string {
  return useSyncExternalStore(listen, () => location.pathname + location.search)
}

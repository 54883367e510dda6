/**
 * Calls of the API by the name of an operation, with the types that its document gives them (schema/generated/api.ts). Who is signed in is known by a cookie
 * that no script can read; what is refused comes as Problems, which say what helps.
 */
import { type Calls, calls } from '../../schema/generated/api.ts'

export type Operation = keyof typeof calls & keyof Calls
export type Answer<Name extends Operation> = Calls[Name]['answer']

/** A refusal of the control plane, or one of ours in its form. */
export interface Problem {
  code?: string
  message: string
  fix: string
}

export class Refusal extends Error {
  readonly problems: readonly Problem[]
  readonly status: number
  constructor(problems: readonly Problem[], status: number) {
    super(problems[0]?.message)
    this.problems = problems
    this.status = status
  }
}

type Sent<Name extends Operation> = Partial<Pick<Calls[Name], 'path' | 'query' | 'body'>> & {
  /** In place of the cookie: to sign in by it. */
  token?: string
  signal?: AbortSignal
}

export async function call<Name extends Operation>(team: string, name: Name, sent: Sent<Name> = {}): Promise<Answer<Name>> {
  const [method, path] = calls[name]
  const { token, signal, body } = sent
  let response: Response
  try {
    response = await fetch(addressOf(team, path, sent), {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Refusal([{ message: 'The control plane can not be reached.', fix: 'Look at the network, and try again.' }], 0)
  }
  const said = await documentOf(response)
  if (response.ok) return said as Answer<Name>
  throw new Refusal(problemsIn(said) ?? [unknownAnswer(response.status)], response.status)
}

function addressOf(team: string, path: string, { path: named = {}, query = {} }: { path?: object; query?: object }): string {
  const parts = new Map(Object.entries(named))
  const put = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts.get(name) ?? '')))
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
  return `/v1/teams/${encodeURIComponent(team)}${put}${search.size > 0 ? `?${search}` : ''}`
}

async function documentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch {
    throw new Refusal([unknownAnswer(response.status)], response.status)
  }
}

const unknownAnswer = (status: number): Problem => ({
  message: `The control plane answers ${status}, and nothing that can be read.`,
  fix: 'Something may stand between it and this browser. Try again.',
})

function problemsIn(said: unknown): readonly Problem[] | undefined {
  const { problems } = (said ?? {}) as { problems?: readonly Problem[] }
  return Array.isArray(problems) && problems.length > 0 ? problems : undefined
}

/** Whatever went wrong, in the form in which it is shown. */
export const problemsOf = (error: unknown): readonly Problem[] =>
  error instanceof Refusal
    ? error.problems
    : [{ message: 'This page has a fault.', fix: `Open it anew. What is wrong: ${error instanceof Error ? error.message : String(error)}` }]

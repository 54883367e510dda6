/**
 * What an endpoint's file says: its path, what it takes and answers, who may ask, and one function. Routing, checking, the OpenAPI document and
 * the client's paths all come from the same words.
 */
import type { Holder } from '../../effective/roles.ts'
import type { Rule } from '../../reconciler/types.ts'
import type { Json } from '../../schema/canonical.ts'
import type { Actor } from '../../schema/kind.ts'
import type { Problem } from '../../schema/problem.ts'
import type { Serving } from '../control-plane.ts'
import type { TokenView } from '../credentials.ts'

/** JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type Schema = { [key: string]: Json }

/** A revision that somebody names. Beyond, a number is not itself any more, and no store takes it. */
export const revisionNumber: Schema = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }
/** A text that is kept as it comes: of one line, and whole letters, which is what every store can keep. */
export const oneLine: Schema = { type: 'string', pattern: '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$' }

/** Who asks, where; the same for every endpoint of a team. */
export interface Asked<Query = Record<string, unknown>, Body = unknown> {
  plane: Serving
  actor: Actor
  /** What it may; nothing, for an endpoint that needs nothing. */
  holder: Holder
  /** The token by which it asks. */
  token: TokenView | undefined
  /** Of the path: `{name}` and the like. */
  path: Readonly<Record<string, string>>
  query: Query
  body: Body
  /** In lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** The guardrails of the server's own configuration. */
  rules: readonly Rule[]
  signal: AbortSignal
  /** For what lasts: as whoever asks stands now, it may still ask; a ProblemError where its token was revoked, or its rights went. */
  still(): Promise<void>
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** JSON, unless `type` says otherwise; a text is sent as it is. Nothing: no content. */
  body?: unknown
  type?: string
  /** In place of a body: text that is made piece by piece, when it is wanted. */
  stream?: () => AsyncIterable<string>
  /** Names a stream that is the same for everybody at a revision: it is kept, compressed, until the next one. */
  keep?: { name: string; revision: number }
  /** Who it turned out to be that asked, for the log. */
  who?: string
}

/**
 * What an endpoint asks of whoever calls it: nothing by itself, a token, that it may look at the team, or at all of its log, or change anything
 * at all (what each change needs is asked of the change).
 */
export type Needs = 'nothing' | 'token' | 'read' | 'logs' | 'write'

export interface Endpoint<Query = Record<string, unknown>, Body = unknown> {
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  /** As OpenAPI writes it; every one begins with `/v1/teams/{team}`. */
  path: string
  /** Names it to generated clients, and in metrics. */
  id: string
  summary: string
  /** What a person should know who calls it. */
  says?: string
  needs: Needs
  /** Whoever has two-step verification on may call it before the token has passed. */
  beforeSecondStep?: true
  /** By name; `x-required` for those that must be sent. */
  query?: Record<string, Schema>
  headers?: Record<string, Schema>
  /** With a limit of its own it takes a declaration; what is large of those is carried out by the planner, which only knows answers that are whole. */
  body?: { schema: Schema; types?: readonly string[]; limit?: number }
  /** By status, beside the refusals that all have. */
  answers: Record<number, { says: string; schema?: Schema; types?: readonly string[]; headers?: readonly string[] }>
  run(asked: Asked<Query, Body>): Promise<Answer> | Answer
}

/** Says what is wrong with an endpoint's types once, where its file exports it. */
export const endpoint = <Query, Body>(one: Endpoint<Query, Body>): Endpoint => one as Endpoint

/** What a request is refused with: Problems, and the status that they amount to unless it is said. */
export type Refused = { problems: readonly Problem[]; status?: number }

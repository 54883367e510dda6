/** What the rest of the server sees of sessions (broker.ts), and what they need of it. */
import type { Effective } from '../../effective/effective.ts'
import type { Ending } from '../../protocol/endings.ts'
import type { IceServer } from '../../protocol/ice.ts'
import type { SessionFromAgent, SessionToAgent } from '../../protocol/session.ts'
import type { DeviceKeys } from '../devices/keys.ts'
import type { Agent } from '../devices/roster.ts'
import type { Wire } from '../store/store.ts'
import type { Wish } from './admission.ts'
import type { Exchange, Exchanged } from './signalling.ts'

export interface RunningSession {
  id: string
  user: string
  computer: string
  since: string
}

export interface Begun {
  id: string
  answer: string
  computer: string
  displayName: string
  notAfter: string | null
  /** With what the viewer asks for candidates that are found later; null where it does not. */
  signal: string | null
}

export interface Broker {
  /** Would it be admitted? Throws as `begin`. Gives a ticket for it, good once. */
  ticket(wish: Wish): Promise<{ ticket: string; expires: number }>
  /** By which the viewer finds the computer, for who has a ticket; that stays good. */
  ways(ticket: string, address: string | undefined): Promise<IceServer[]>
  /** Candidates of the viewer for those of the computer (signalling.ts). Throws where it is none of its sessions. */
  exchange(asked: Exchange): Promise<Exchanged>
  /** Begins the session that a ticket is for. */
  redeem(ticket: string, offered: Offered & { address: string | undefined }): Promise<Begun & { user: string }>
  /** The agent's stream is open. Gives back what ends that; of one that does not come back, nothing is kept. */
  attach(agent: Agent, say: (message: SessionToAgent) => void): (forGood?: 'for good') => void
  heard(agent: Agent, message: SessionFromAgent): void
  /** Throws a ProblemError that says why there is no session. */
  begin(wish: Wish & Offered): Promise<Begun>
  /** Of all servers. */
  running(): readonly RunningSession[]
  /** True where there is such a session. */
  end(id: string, reason: Ending): boolean
  /** The world went on. */
  moved(meaning: () => Effective): void
  /** Together with the other servers of the database, until the signal. */
  join(signal: AbortSignal): void
}

/** What a viewer offers. */
export interface Offered {
  offer: string
  /** Candidates that are found later go by themselves. */
  trickle?: true | undefined
}

export interface Around {
  team: string
  keys(): DeviceKeys
  meaning(): Promise<Effective>
  agentOf(computer: string): Promise<Agent | undefined>
  /** What the team shares with its TURN servers, if anything. */
  relaySecret(): Promise<string | undefined>
  /** Was the API token revoked? */
  revoked(token: string): Promise<boolean>
  /** To the other servers, where there may be any. */
  wire: Wire | undefined
}

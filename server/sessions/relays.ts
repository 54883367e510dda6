/**
 * The servers by which viewer and computer find each other, as the Team declares them, with credentials that hold for a while: the REST API of TURN servers
 * (draft-uberti-behave-turn-rest), as coturn has it under `use-auth-secret`. The shared secret stays here; what leaves is a user name with an end, and its HMAC.
 */
import { createHmac } from 'node:crypto'
import type { IceServer } from '../../protocol/ice.ts'
import type { World } from '../../schema/world.ts'

/** Where the shared secret is held. */
export const RELAY_SECRET = 'spec.relay.secret'

/** @param secret undefined where none is held: then nobody is sent to a relay that would refuse them */
export function iceServersOf(world: World, secret: string | undefined, user: string, now: number): IceServer[] {
  const relay = world.find('Team', world.team)?.spec.relay
  if (!relay) return []
  const { stun, turn, credentialMinutes } = relay
  return [
    ...(stun.length > 0 ? [{ urls: [...stun] }] : []),
    ...(turn.length > 0 && secret !== undefined
      ? [{ urls: [...turn], ...credentialOf(secret, user, now + credentialMinutes * 60_000) }]
      : []),
  ]
}

function credentialOf(secret: string, user: string, until: number): { username: string; credential: string } {
  const username = `${Math.floor(until / 1000)}:${user}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

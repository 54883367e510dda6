/** What a client asks of computers that enrolled, and of those that wait to be let in. */
import type { LoggedEvent } from '../../../server/devices/device-log.ts'
import type { Waits } from '../../../server/devices/enrolments.ts'
import type { FleetEntry, Rollout } from '../../../server/devices/fleet.ts'
import type { RunningSession } from '../../../server/sessions/contract.ts'
import type { Connection } from './connection.ts'

export interface RemoteDevices {
  waiting(): Promise<Waits[]>
  decide(wish: { computer: string; fingerprint?: string; deny?: boolean }): Promise<Waits>
  /** A one-time code for a computer. */
  code(computer: string): Promise<{ code: string; expires: string }>
  unenrol(computer: string): Promise<void>
  /** By the filters of the call. */
  fleet(query: Record<string, string>): Promise<{ revision: number; computers: FleetEntry[] }>
  log(query: { days: string; computer: string | undefined }): Promise<LoggedEvent[]>
  rollout(revision: number): Promise<Rollout>
  /** Opens one session on a computer, within a minute, in a browser. */
  link(computer: string): Promise<{ url: string; expires: string }>
  /** Those that run, of those that one may end. */
  sessions(): Promise<RunningSession[]>
  endSession(id: string): Promise<void>
}

/** @param root the path of the team */
export function remoteDevices(connection: Connection, root: string): RemoteDevices {
  const of = (computer: string, verb: string) => `${root}/computers/${encodeURIComponent(computer)}:${verb}`
  return {
    waiting: async () => (await connection.json<{ waiting: Waits[] }>({ method: 'GET', path: `${root}/enrolments` })).waiting,
    async decide({ computer, ...body }) {
      const path = of(computer, 'approve')
      return (await connection.json<{ decided: Waits }>({ method: 'POST', path, body, writes: true })).decided
    },
    async code(computer) {
      const { code, expires } = await connection.json<{ code: string; expires: string }>({
        ...{ method: 'POST', path: of(computer, 'code'), writes: true },
      })
      return { code, expires }
    },
    async fleet(query) {
      const { revision, computers } = await connection.json<{ revision: number; computers: FleetEntry[] }>({
        ...{ method: 'GET', path: `${root}/fleet`, query },
      })
      return { revision, computers }
    },
    log: async (query) => (await connection.json<{ log: LoggedEvent[] }>({ method: 'GET', path: `${root}/device-log`, query })).log,
    async rollout(revision) {
      const path = `${root}/rollouts/${revision}`
      const { affected, enforcing, unsupported, offline, behind } = await connection.json<Rollout>({ method: 'GET', path })
      return { revision, affected, enforcing, unsupported, offline, behind }
    },
    async link(computer) {
      const path = `${root}/sessions:ticket`
      const { ticket, expires } = await connection.json<{ ticket: string; expires: string }>({
        ...{ method: 'POST', path, body: { computer }, writes: true },
      })
      // Behind the `#`, which browsers send nowhere.
      const asked = new URLSearchParams({ team: root.split('/').at(-1) ?? '', computer, ticket })
      return { url: `${connection.url.replace(/\/$/, '')}/connect#${asked}`, expires }
    },
    sessions: async () => (await connection.json<{ sessions: RunningSession[] }>({ method: 'GET', path: `${root}/sessions` })).sessions,
    async endSession(id) {
      await connection.call({ method: 'DELETE', path: `${root}/sessions/${encodeURIComponent(id)}`, writes: true })
    },
    async unenrol(computer) {
      await connection.call({ method: 'POST', path: of(computer, 'unenrol'), writes: true })
    },
  }
}

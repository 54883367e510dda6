/** What a client asks of the second step of its own signing in, and of others'. */
import type { TwoStepState } from '../../../server/two-step/two-step.ts'
import type { Connection } from './connection.ts'

export interface RemoteTwoStep {
  state(): Promise<TwoStepState>
  begin(): Promise<{ secret: string; uri: string }>
  confirm(code: string): Promise<string[]>
  /** Gives how many recovery codes are left. */
  verify(code: string): Promise<number>
  renew(code: string): Promise<string[]>
  remove(code: string): Promise<void>
  reset(user: string): Promise<void>
}

/** @param root the path of the team */
export function remoteTwoStep(connection: Connection, root: string): RemoteTwoStep {
  const path = `${root}/two-step`
  // Not `writes`: what was lost on the way is not sent again, since a code counts once.
  const post = <T>(verb: string, body?: object) => connection.json<T>({ method: 'POST', path: `${path}:${verb}`, ...(body && { body }) })
  const gone = (verb: string, body: object) => connection.call({ method: 'POST', path: `${path}:${verb}`, body })
  return {
    async state() {
      const { required, since, passed, until } = await connection.json<TwoStepState>({ method: 'GET', path })
      return { required, since, passed, until }
    },
    async begin() {
      const { secret, uri } = await post<{ secret: string; uri: string }>('begin')
      return { secret, uri }
    },
    confirm: async (code) => (await post<{ recoveryCodes: string[] }>('confirm', { code })).recoveryCodes,
    verify: async (code) => (await post<{ recoveryCodesLeft: number }>('verify', { code })).recoveryCodesLeft,
    renew: async (code) => (await post<{ recoveryCodes: string[] }>('recovery-codes', { code })).recoveryCodes,
    remove: async (code) => void (await gone('remove', { code })),
    reset: async (user) => void (await gone('reset', { user })),
  }
}

/**
 * The way to the control plane that is in force: through the proxy of the policy, that of the environment, or none. It counts whether it works, since
 * a proxy that doesn't must neither be kept to for ever nor be called enforced.
 */
import type { KeyObject } from 'node:crypto'
import type { Agent } from 'node:http'
import type { Json } from '../schema/canonical.ts'
import type { Asking, Server } from './connection.ts'
import { enforced, failed, type Outcome } from './platform/platform.ts'
import { connectionsFor, type Way, wayNow, wayOf } from './proxy.ts'

export interface LinkOptions {
  url: URL
  ca: string | undefined
  key: KeyObject
  keyid: string
  env: NodeJS.ProcessEnv
  now(): number
  learnTime(serverTime: number): void
}

export class Link {
  /** The stream, while it is open. */
  asking: Asking | undefined
  readonly #options: LinkOptions
  #wanted: Way
  #connections: Agent
  #used: Way
  #failures = 0
  /** Whether the wanted way was gone since it is wanted, and how that went. */
  #worked: boolean | undefined

  constructor(options: LinkOptions) {
    this.#options = options
    this.#wanted = this.#used = wayOf(undefined, options.url, options.env)
    this.#connections = connectionsFor(this.#used, options.url, options.ca)
  }

  /** What `general.proxy` says; true where that is another way than before. */
  choose(value: Json | undefined): boolean {
    const way = wayOf(value, this.#options.url, this.#options.env)
    if (way === this.#wanted) return false
    this.#wanted = way
    this.#failures = 0
    this.#worked = undefined
    this.#use(way)
    return true
  }

  server(): Server {
    const { url, ca, key, keyid, now, learnTime } = this.#options
    return { url, ca, key, keyid, way: this.#used, connections: this.#connections, asking: this.asking, now, learnTime }
  }

  succeeded({ connections }: Server): void {
    if (connections !== this.#connections) return
    if (this.#used === this.#wanted) {
      this.#failures = 0
      this.#worked = true
    }
  }
  /** The server was not reached. What was cut off as its way was given up says nothing of the next. */
  failed({ connections }: Server): void {
    if (connections !== this.#connections) return
    if (this.#used === this.#wanted) this.#worked = false
    this.#failures++
    this.#use(wayNow(this.#wanted, this.#failures))
  }

  /** Without the proxy that is wanted. */
  get isAround(): boolean {
    return this.#used !== this.#wanted
  }

  outcome(): Outcome {
    if (this.#wanted === undefined || this.#worked === true) return enforced
    return failed(this.#worked === undefined ? 'It was not tried yet.' : 'The control plane can not be reached through it.')
  }

  close(): void {
    this.#connections.destroy()
  }

  #use(way: Way): void {
    if (way === this.#used) return
    const former = this.#connections
    this.#used = way
    this.#connections = connectionsFor(way, this.#options.url, this.#options.ca)
    // What is under way there is asked for again.
    former.destroy()
  }
}

/** A resource as people and programs are shown it: what a file would declare, and the `status` that only the control plane writes. */
import type { Json } from './canonical.ts'
import { API_VERSION } from './envelope.ts'
import type { Resource } from './resource.ts'

export function enveloped({ kind, name, namespace, declared: { metadata, spec }, status }: Resource): { [key: string]: Json } {
  return {
    apiVersion: API_VERSION,
    kind,
    metadata: { name, namespace, ...metadata } as Json,
    ...(spec && { spec: spec as Json }),
    ...(Object.keys(status).length > 0 && { status: status as Json }),
  }
}

/** The control plane in this very process: no HTTP, no JSON between plan and commit, one World for both. */
import type { Provider } from '../../reconciler/types.ts'
import type { ControlPlane } from '../../server/control-plane.ts'

export function inProcess(controlPlane: ControlPlane): Provider {
  return {
    name: 'control-plane',
    read: () => controlPlane.world(),
    apply: (request) => controlPlane.apply(request),
    history: (limit) => controlPlane.history(limit),
    at: (revision) => controlPlane.worldAt(revision),
    revisionAt: (time) => controlPlane.revisionAt(time),
    movedBy: (drift) => controlPlane.movedBy(drift),
    unchanged: (manager, configDigest) => controlPlane.unchanged(manager, configDigest),
    differing: (secrets, actor) => controlPlane.differing(secrets, actor),
    close: () => controlPlane.close(),
  }
}

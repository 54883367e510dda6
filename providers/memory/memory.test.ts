import { plan } from '../../reconciler/plan/plan.ts'
import { conform, TEAM } from '../conformance.ts'
import { memory } from './memory.ts'

const at = { evaluatedAt: '2026-03-02T09:00:00Z' }

conform(
  'memory',
  async () => ({ provider: memory(TEAM, (request, live) => plan(request.declaration, live, at)), end: async () => {} }),
  (declaration, live) => plan(declaration, live, at),
)

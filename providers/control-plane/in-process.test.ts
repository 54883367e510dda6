import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plan } from '../../reconciler/plan/plan.ts'
import { openEmbedded } from '../../server/embedded.ts'
import { conform, TEAM } from '../conformance.ts'
import { inProcess } from './in-process.ts'

conform(
  'the control plane in process',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'splashtop-in-process-'))
    const env = { SPLASHTOP_KEYS: join(root, 'keys') }
    const provider = inProcess(await openEmbedded(join(root, '.splashtop'), { team: TEAM, write: true, env }))
    return {
      provider,
      async end() {
        await provider.close()
        rmSync(root, { recursive: true })
      },
    }
  },
  (declaration, live, rotated) => plan(declaration, live, { evaluatedAt: '2026-01-01T00:00:00Z', rotated: new Set(rotated) }),
)

/** Who this computer is to the control plane of the project, with which role, seen from where. */

import { openBackend } from '../backend.ts'
import type { Command } from '../command.ts'
import { exit } from '../exit.ts'
import { findProject } from '../request.ts'
import { visibleLine } from '../visible.ts'

export const whoami: Command = {
  name: 'whoami',
  summary: 'Who you are to the control plane',
  about:
    'Asks the control plane as whom it would judge an apply: the user or pipeline, its role, and the address that it sees. An embedded control plane has one operator: whoever runs splashctl.',
  arguments: [],
  options: [],
  examples: [{ line: 'splashctl whoami', says: 'name, role and address' }],
  async run(context) {
    const project = await findProject(context)
    const backend = await openBackend(context, project, { write: false })
    try {
      const { name, role, address } = (await backend.actor()) as { name: string; role?: string | null; address?: string }
      context.progress.end()
      const known = backend.locked ? 'operator' : (role ?? 'none')
      if (context.json) context.document({ version: 1, actor: name, role: known, address: address ?? null })
      else context.out.write(`${visibleLine(name)} (${visibleLine(known)})${address === undefined ? ', embedded' : `, from ${address}`}\n`)
      return exit.success
    } finally {
      await backend.close()
    }
  },
}

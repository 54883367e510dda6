/** `splashtop-agent inventory`: what the agent asks of a process beside it (inventory.ts). */
import type { Command } from '../command.ts'
import { exit } from '../exit.ts'
import { inventory } from '../inventory.ts'
import { platform } from '../platform/platform.ts'

export const inventoryCommand: Command = {
  name: 'inventory',
  summary: 'what this machine is made of, and what is installed on it',
  about: 'As the agent reports it once a day.',
  arguments: [],
  options: [],
  examples: [{ line: 'splashtop-agent inventory', says: 'As JSON' }],
  async run({ document }) {
    document(await inventory(await platform()))
    return exit.success
  },
}

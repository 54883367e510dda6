/** Cuts a computer off. Its declaration stays; that it is not to come again is said there (`enrolment: revoked`). */
import { openRemote } from '../backend.ts'
import type { Command } from '../command.ts'
import { confirm } from '../confirm.ts'
import { exit } from '../exit.ts'
import { findProject } from '../request.ts'
import { visibleLine } from '../visible.ts'

export const unenrol: Command = {
  name: 'unenrol',
  summary: 'Cut a computer off from the control plane, at once',
  about:
    'Its agent is told so and asks no more; its sessions end. What is declared of the computer stays, permissions that name it too, and so an installation that comes by its name has to be approved. To keep a computer out for good, declare `enrolment: revoked`.',
  arguments: [{ name: 'NAME', says: 'the computer', required: true, namesOf: 'computers' }],
  options: [{ flags: '--yes', says: 'without a question' }],
  examples: [{ line: 'splashctl unenrol par-rnd-gpu-04', says: 'before it is handed on' }],
  async run(context, [name = ''], options) {
    const remote = await openRemote(context, await findProject(context))
    try {
      if (options.yes !== true)
        await confirm(context, `Cut ${visibleLine(name)} off? Only \`yes\` does: `, {
          ...{ about: 'what is cut off', undone: 'Nothing was cut off', act: 'cut it off without a question' },
        })
      await remote.devices.unenrol(name)
      context.progress.end()
      if (context.json) context.document({ version: 1, computer: name })
      else context.out.write(`${visibleLine(name)} is cut off.\n`)
      return exit.success
    } finally {
      await remote.close()
    }
  },
}

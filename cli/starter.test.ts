import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { format } from '../reconciler/sources/fmt.ts'
import { starterFiles } from './starter.ts'

test.each(['acme', 'true', 'null', 'no', 'y', '123', '0x1f', '1e3', '2026-01-01', '0'])(
  'the files of a team called `%s` name it so, whichever YAML is read',
  async (team) => {
    const files = (await starterFiles(team)).filter(({ file }) => file.endsWith('.yaml'))
    for (const { file, text } of files) {
      expect(format(text, file)).toEqual({ text, problems: [] })
      for (const version of ['1.1', '1.2'] as const) {
        const values = parseAllDocuments(text, { version }).map((document) => document.toJS())
        if (file === 'splashtop.yaml') expect(values[0]).toMatchObject({ team, manager: `project:${team}` })
        if (file === 'organisation/team.yaml') expect(values[0].metadata.name).toBe(team)
      }
    }
  },
)

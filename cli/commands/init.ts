/** Writes a small project that is valid as it stands, commented so that it can be read as an introduction. */
import { mkdir, open, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ProblemError, problem } from '../../schema/problem.ts'
import { TEAM_PATTERN } from '../../schema/project.ts'
import { type Command, textOption } from '../command.ts'
import { exit } from '../exit.ts'
import { programFiles, starterFiles } from '../starter.ts'
import { visibleLine } from '../visible.ts'

export const init: Command = {
  name: 'init',
  summary: 'Start a project in this folder',
  about:
    'Writes a project file and a small organisation, valid and commented, with the schema that editors complete and check by. Existing files are never overwritten.',
  arguments: [],
  options: [
    { flags: '--team NAME', says: 'the team that the project declares; the folder’s name without it' },
    { flags: '--typescript', says: 'declare by programs, with the types that an editor completes and checks by' },
  ],
  examples: [
    { line: 'splashctl init', says: 'in an empty folder' },
    { line: 'splashctl init --team acme -C infrastructure', says: 'with a name of your own, in a folder that may be new' },
    { line: 'splashctl init --typescript', says: 'with programs instead of YAML' },
  ],
  makesFolder: true,
  async run(context, _args, options) {
    const team = teamFrom(textOption(options, 'team'), context.folder)
    const files = await (options.typescript === true ? programFiles(team) : starterFiles(team))
    const there: string[] = []
    for (const { file } of files) if (await exists(join(context.folder, file))) there.push(file)
    if (there.includes('splashtop.yaml'))
      throw new ProblemError(
        problem(
          'already-initialised',
          'This folder holds a project already: `splashtop.yaml` is there.',
          'Run `splashctl validate` or `splashctl plan` to go on with it.',
        ),
      )
    if (there.length > 0)
      throw new ProblemError(
        problem(
          'already-initialised',
          `Nothing was written, because ${there.map((file) => `\`${visibleLine(file)}\``).join(' and ')} would be overwritten.`,
          'Move these files away, or start in an empty folder.',
        ),
      )
    await makeFolder(context.folder)
    for (const { file, text } of files) await writeNew(join(context.folder, file), text)
    if (context.json) context.document({ version: 1, files: files.map((f) => f.file) })
    else {
      const { out } = context
      for (const { file, says } of files) out.write(`${out.paint('+', 'green')} ${file.padEnd(28)} ${out.paint(says, 'dim')}\n`)
      out.write(
        `\nTeam \`${team}\` is ready. Read the files, then:\n\n  splashctl plan     # what an apply would do\n  splashctl apply    # do it, after a question\n`,
      )
    }
    return exit.success
  },
}

const wellFormed = (name: string): boolean => new RegExp(TEAM_PATTERN).test(name)

function teamFrom(given: string | undefined, folder: string): string {
  if (given === undefined) {
    const slug = basename(folder)
      .normalize('NFKD')
      // Accents are marks of their own by now: é is e.
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 63)
      .replace(/^-+|-+$/g, '')
    return wellFormed(slug) ? slug : 'my-team'
  }
  if (!wellFormed(given))
    throw new ProblemError(
      problem(
        'usage',
        `\`${visibleLine(given)}\` can't be a team's name.`,
        'Use small letters, digits and hyphens, at most 63: `--team acme`.',
      ),
    )
  return given
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** `wx`: should somebody else write the same file at this moment, theirs stays. */
/** Itself, and none above it: whoever mistypes a path is told so. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    throw new ProblemError(
      problem(
        'usage',
        `The folder \`${visibleLine(folder)}\` can't be made: ${code}.`,
        'Name a new folder within one that is there, and that is yours.',
      ),
    )
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}

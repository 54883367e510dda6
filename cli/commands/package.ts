/**
 * A deployment package: what it says, the code by which computers come in, and the files to install them with. Reading the code is an act that the
 * audit log tells, so whatever can be refused is refused before: options, platform, files in the way.
 */
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Artefact, Deployment, Target } from '../../artefacts/artefact.ts'
import { targets } from '../../artefacts/targets.ts'
import { isFingerprint } from '../../protocol/keys.ts'
import type { Project } from '../../reconciler/sources/project.ts'
import { didYouMean, ProblemError, problem } from '../../schema/problem.ts'
import type { Resource } from '../../schema/resource.ts'
import type { World } from '../../schema/world.ts'
import type { PackageCode } from '../../server/package-code.ts'
import { artefactsInTheWay, placeArtefacts } from '../artefact-files.ts'
import { openBackend, readLive } from '../backend.ts'
import { type Command, type Options, textOption } from '../command.ts'
import type { Context } from '../context.ts'
import { serverUrl } from '../credentials.ts'
import { type ExitCode, exit } from '../exit.ts'
import { packageFacts, packageText } from '../package-text.ts'
import { findProject } from '../request.ts'
import { visibleLine } from '../visible.ts'

type Package = Resource<'DeploymentPackage'>

export const packageCommand: Command = {
  name: 'package',
  summary: 'Show a deployment package with its code, or write the files to install computers with',
  about:
    'Whoever has the code of a package lets computers in, so to read it takes the right to manage the package, and is told in the audit log. `--for` writes what an organisation installs computers with, made from the package as it is live: a single file to stdout, or all of them to the folder of `--out`, and what to do with them. What holds the code is for its user alone (0600). The vendor’s streamer asks the vendor’s cloud, which knows the codes of packages that were made there: give such a code by `--code-file`.',
  arguments: [{ name: 'NAME', says: 'the `metadata.name` of the package', required: true, namesOf: 'deploymentpackages' }],
  options: [
    {
      flags: '--for TARGET',
      says: `for what to write files: ${targets.map(({ name }) => name).join(', ')}`,
      choices: targets.map(({ name }) => name),
    },
    { flags: '--out DIR', says: 'the folder to write the files to' },
    { flags: '--force', says: 'write over files that are there' },
    { flags: '--server URL', says: 'where agents find the control plane; that of the project when nothing is said' },
    { flags: '--root FINGERPRINT', says: 'the root key that agents trust: SHA256:… (the one of the control plane)' },
    { flags: '--code-file FILE', says: 'take the code from this file in place of the control plane’s: one of the vendor’s own cloud' },
  ],
  examples: [
    { line: 'splashctl package kiosks', says: 'what it says, and its code' },
    { line: 'splashctl package kiosks --for intune --out kiosks', says: 'a Win32 app of Microsoft Intune' },
    { line: 'splashctl package render-node --for linux > install.sh', says: 'one file, to stdout' },
    { line: 'splashctl package render-node --for agent-deb --out nodes', says: 'our own agent, for Debian and Ubuntu' },
  ],
  async run(context, [name = ''], options) {
    const project = await findProject(context)
    const target = targetOf(options)
    const folder = textOption(options, 'out')
    let backend = await openBackend(context, project, { write: false })
    const codeOf = async (): Promise<PackageCode> => {
      if (backend.locked) {
        await backend.close()
        backend = await openBackend(context, project, { write: true })
      }
      return backend.controlPlane.packageCode(name, await backend.actor())
    }
    try {
      const world = await readLive(context, backend)
      const found = packageNamed(world, name)
      if (!target) return shown(context, world, found, await codeOf())
      const deployment = deploymentFor(
        target,
        found,
        options,
        project,
        await rootFor(target, options, () => backend.controlPlane.agentRoot()),
      )
      const draft = target.render(deployment)
      const into = folder === undefined ? undefined : resolve(context.folder, folder)
      refuseEarly(context, target, draft, into, options)
      const own = codeFrom(context, target, options)
      const read = own === undefined ? await codeOf() : undefined
      const artefact = target.render({ ...deployment, code: own ?? (read as PackageCode).code })
      return await delivered(context, { found, target, artefact, read }, into, options.force === true)
    } finally {
      await backend.close()
    }
  },
}

const usage = (message: string, fix: string): ProblemError => new ProblemError(problem('usage', message, fix))
/** In its place, as long as the code isn't read. */
const NO_CODE = '0'.repeat(12)

function targetOf(options: Options): Target | undefined {
  const wanted = textOption(options, 'for')
  const target = targets.find(({ name }) => name === wanted)
  if (target || wanted !== undefined) return target
  const idle = (['out', 'server', 'root', 'codeFile', 'force'] as const).find((name) => options[name] !== undefined)
  if (idle !== undefined)
    throw usage(
      `\`--${idle === 'codeFile' ? 'code-file' : idle}\` is for files, and none are asked for.`,
      'Say what to write files for: `--for TARGET`.',
    )
  return undefined
}

function packageNamed(world: World, name: string): Package {
  const found = world.find('DeploymentPackage', name)
  if (found) return found
  const hint = didYouMean(
    name,
    world.of('DeploymentPackage').map((one) => one.name),
  )
  throw new ProblemError(
    problem(
      'unknown-resource',
      `No deployment package \`${visibleLine(name)}\` is live${hint || '.'}`,
      'Run `splashctl get package` for those that are.',
    ),
  )
}

/** As it is given; else as the control plane tells it, by a way that is trusted already. */
async function rootFor(target: Target, options: Options, asked: () => Promise<string | undefined>): Promise<string | undefined> {
  const given = textOption(options, 'root')
  return given ?? (target.needs.includes('root') ? await asked() : undefined)
}

function deploymentFor(
  target: Target,
  { name, namespace, spec }: Package,
  options: Options,
  { backend }: Project,
  root: string | undefined,
): Deployment {
  if (!spec.platforms.includes(target.platform))
    throw new ProblemError(
      problem(
        'package-platform',
        `The package \`${name}\` is offered for ${spec.platforms.join(', ') || 'no platform'}, and \`${target.name}\` is for ${target.platform}.`,
        `Choose another target, or add \`${target.platform}\` to \`spec.platforms\` of the package.`,
      ),
    )
  const server = textOption(options, 'server') ?? ('server' in backend ? backend.server.url : undefined)
  if (server !== undefined) serverUrl(server)
  if (root !== undefined && !isFingerprint(root))
    throw usage(
      `\`${visibleLine(root)}\` is no fingerprint of a root key.`,
      'Write it as the control plane tells it: `SHA256:` and 43 letters and digits.',
    )
  const given = { server, root }
  const missing = target.needs.filter((need) => given[need] === undefined)
  if (missing.length > 0)
    throw usage(
      `\`${target.name}\` needs ${missing.map((need) => `\`--${need}\``).join(' and ')}: agents trust what is written into their installer.`,
      'Give the URL at which agents reach the control plane, and the fingerprint of its root key.',
    )
  return { team: namespace, name, spec, code: NO_CODE, ...(server !== undefined && { server }), ...(root !== undefined && { root }) }
}

/** What can be known before the code is read. */
function refuseEarly(context: Context, target: Target, { files }: Artefact, folder: string | undefined, options: Options): void {
  if (folder === undefined && files.length > 1 && !context.json)
    throw usage(
      `\`${target.name}\` is ${files.length} files: ${files.map(({ name }) => name).join(', ')}.`,
      'Name a folder for them: `--out DIR`.',
    )
  if (folder === undefined && options.force === true)
    throw usage('`--force` writes over files, and none are named.', 'Name a folder: `--out DIR`.')
  const inTheWay = folder === undefined ? [] : artefactsInTheWay(folder, files, { force: options.force === true })
  if (inTheWay.length > 0) throw new ProblemError(inTheWay)
}

/** A code of another control plane, which nothing here keeps. */
function codeFrom(context: Context, target: Target, options: Options): string | undefined {
  const file = textOption(options, 'codeFile')
  if (file === undefined) return undefined
  if (!target.streamer) throw usage('Our own agent enrols by the code of this control plane.', 'Leave `--code-file` out.')
  const path = resolve(context.folder, file)
  let text: string
  try {
    text = statSync(path).size > 1024 ? '' : readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw usage(`\`${visibleLine(file)}\` can't be read (${(error as NodeJS.ErrnoException).code}).`, 'Name a file that holds the code.')
  }
  if (!/^[0-9A-Z]{12}$/.test(text))
    throw usage(`\`${visibleLine(file)}\` holds no code.`, 'A code is 12 digits and capital letters, on a line of its own.')
  return text
}

function shown(context: Context, world: World, found: Package, { code, issuedAt, revision }: PackageCode): ExitCode {
  context.progress.end()
  if (context.json) context.document({ version: 1, package: packageFacts(world, found), code, issuedAt, revision })
  else {
    context.err.write(packageText(packageFacts(world, found), issuedAt))
    context.out.write(`${code}\n`)
  }
  return exit.success
}

interface Made {
  found: Package
  target: Target
  artefact: Artefact
  read: PackageCode | undefined
}

/** Of a streamer that is given a code of this control plane. */
const OWN_CODE =
  'The code is this control plane’s. Where the streamer asks the vendor’s cloud, make the package there, too, and give its code: --code-file FILE'

async function delivered(
  context: Context,
  { found, target, artefact, read }: Made,
  folder: string | undefined,
  force: boolean,
): Promise<ExitCode> {
  const { files, leftOut } = artefact
  const steps = [...artefact.steps, ...(target.streamer && read ? [OWN_CODE] : [])]
  if (folder !== undefined) await placeArtefacts(folder, files, { force })
  context.progress.end()
  if (context.json) {
    const told = files.map(({ name, text, mode }) => ({
      file: folder === undefined ? name : join(folder, name),
      mode: `0${mode.toString(8)}`,
      ...(folder === undefined && { text }),
    }))
    context.document({
      version: 1,
      package: found.name,
      target: target.name,
      files: told,
      steps,
      leftOut,
      revision: read?.revision ?? null,
    })
    return exit.success
  }
  if (folder === undefined) context.out.write(files.map(({ text }) => text).join(''))
  else
    for (const { name, mode } of files)
      context.out.write(`${visibleLine(join(folder, name))}${mode === 0o600 ? '  holds the code: 0600' : ''}\n`)
  context.err.write(steps.map((step) => `- ${visibleLine(step)}\n`).join(''))
  return exit.success
}

/**
 * Makes `dist/`, which is what the published package runs: the program bundled with all that it imports.
 *
 * Everything is bundled, so that the package has no dependencies of its own: what was tested is what is installed, an installation
 * is one download, and starting opens a few files instead of hundreds. Code is split at each `import()`, so that a command reads only its
 * own part. Names stay as they are: a stack trace in a report must say something.
 */
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'

/** https://opensource.org/license/mit, behind the copyright. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Elsewhere for whoever only wants to try what is made. */
const dist = resolve(process.argv[2] ?? join(root, 'dist'))
const schemas = join(root, 'schema', 'generated')

await rm(dist, { recursive: true, force: true })
await mkdir(join(dist, 'schemas', 'cli'), { recursive: true })

const { metafile } = await build({
  // A thread, and a process that runs programs, has a program of its own. It is beside the parts, where the part that starts it looks
  // (reconciler/sources/readers.ts, reconciler/sources/programs/run.ts).
  entryPoints: {
    splashctl: join(root, 'cli', 'main.ts'),
    'splashtop-agent': join(root, 'agent', 'main.ts'),
    'parts/reader': join(root, 'reconciler', 'sources', 'reader.ts'),
    'parts/child': join(root, 'reconciler', 'sources', 'programs', 'child.ts'),
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  minifySyntax: true,
  legalComments: 'none',
  chunkNames: 'parts/[name]-[hash]',
  metafile: true,
  absWorkingDir: root,
  // Some of what is bundled was written for CommonJS, and asks for Node's own modules that way.
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  logLevel: 'warning',
})

// The interpreter of programs is no JavaScript, and stays as it is.
await copy(fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm')), join(dist, 'parts', 'quickjs.wasm'))
await writeFile(join(dist, 'licences.txt'), await licences(metafile))
await copy(join(schemas, 'splashtop.schema.json'), join(dist, 'schemas', 'splashtop.schema.json'))
for (const file of await readdir(join(schemas, 'cli'))) await copy(join(schemas, 'cli', file), join(dist, 'schemas', 'cli', file))

const outputs = Object.values(metafile.outputs)
const size = outputs.reduce((sum, { bytes }) => sum + bytes, 0)
process.stdout.write(`dist: ${outputs.length} files, ${Math.round(size / 1024)} KB\n`)

async function copy(from: string, to: string): Promise<void> {
  await writeFile(to, await readFile(from))
  await chmod(to, 0o644)
}

/** The licences of what is bundled ask to be handed on with it. */
async function licences({ inputs }: Metafile): Promise<string> {
  const folders = new Set<string>()
  for (const input of Object.keys(inputs)) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? []
    if (folder !== undefined) folders.add(folder)
  }
  const texts: string[] = []
  for (const folder of [...folders].sort()) {
    const said = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Named
    texts.push(`${said.name} ${said.version} (${said.license})\n\n${await licenceIn(join(root, folder), said)}\n`)
  }
  return `splashtop-iac contains the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

interface Named {
  name: string
  version: string
  license?: string
  author?: string
}

/** Of a package without a file for it, what its readme says under that heading; where that only names the MIT licence, its text and the author. */
async function licenceIn(folder: string, { name, license, author }: Named): Promise<string> {
  const files = await readdir(folder)
  const file = files.find((entry) => /^licen[cs]e/i.test(entry))
  if (file !== undefined) return (await readFile(join(folder, file), 'utf8')).trim()
  const readme = files.find((entry) => /^readme/i.test(entry))
  const text = readme === undefined ? undefined : /^#+ licen[cs]e\s*$([^#]*)/im.exec(await readFile(join(folder, readme), 'utf8'))?.[1]
  if (text?.includes('Copyright')) return text.trim()
  if (license === 'MIT' && typeof author === 'string') return `Copyright ${author}\n\n${MIT}`
  throw new Error(`${name} has no text of its licence, and can't be bundled without one`)
}

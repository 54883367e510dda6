/**
 * Bundles programs with all that they import: what `dist/` is made of, and the Debian package.
 *
 * Everything is bundled, so that an installation has no dependencies of its own: what was tested is what is installed, it is one download, and
 * starting opens a few files instead of hundreds. Code is split at each `import()`, so that a command reads only its own part. Names stay as they
 * are: a stack trace in a report must say something.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'

/** https://opensource.org/license/mit, behind the copyright. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

export const checkout = fileURLToPath(new URL('..', import.meta.url))

/** @param entryPoints the path of each program in the checkout, by its name in `outdir` */
export async function bundle(entryPoints: Readonly<Record<string, string>>, outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    ...{ entryPoints: { ...entryPoints }, outdir, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node26' },
    ...{ minifySyntax: true, legalComments: 'none', chunkNames: 'parts/[name]-[hash]', metafile: true, absWorkingDir: checkout },
    // Native, or loading their parts by name, and there only where somebody put them (protocol/ed25519.ts, agent/engine/parts.ts).
    external: ['sodium-native', 'node-av', 'node-datachannel', 'x11'],
    // Some of what is bundled was written for CommonJS, and asks for Node's own modules that way.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    logLevel: 'warning',
  })
  return metafile
}

/** The licences of what is bundled ask to be handed on with it. */
export async function licences({ inputs }: Metafile): Promise<string> {
  const folders = new Set<string>()
  for (const input of Object.keys(inputs)) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? []
    if (folder !== undefined) folders.add(folder)
  }
  const texts: string[] = []
  for (const folder of [...folders].sort()) {
    const said = JSON.parse(await readFile(join(checkout, folder, 'package.json'), 'utf8')) as Named
    texts.push(`${said.name} ${said.version} (${said.license})\n\n${await licenceIn(join(checkout, folder), said)}\n`)
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

/** Makes `dist/`, which is what the published package runs: the programs bundled with all that they import (bundle.ts). */
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle, checkout, licences } from './bundle.ts'
import { buildConsole } from './console.ts'

/** Elsewhere for whoever only wants to try what is made. */
const dist = resolve(process.argv[2] ?? join(checkout, 'dist'))
const schemas = join(checkout, 'schema', 'generated')

await rm(dist, { recursive: true, force: true })
await mkdir(join(dist, 'schemas', 'cli'), { recursive: true })

const metafile = await bundle(
  {
    splashctl: 'cli/main.ts',
    'splashtop-agent': 'agent/main.ts',
    // A thread, and a process that runs programs, has a program of its own. It is beside the parts, where the part that starts it looks
    // (reconciler/sources/readers.ts, reconciler/sources/programs/run.ts, cli/planning.ts).
    'parts/reader': 'reconciler/sources/reader.ts',
    'parts/planner': 'cli/planner.ts',
    'parts/child': 'reconciler/sources/programs/child.ts',
  },
  dist,
)

// Where the part that serves it looks (server/http/page-folder.ts). A typeface is no module, and its licence goes with it as well.
const modules = [...(await buildConsole(join(dist, 'parts', 'page'))), 'node_modules/@fontsource-variable/inter/index.css']
// The interpreter of programs is no JavaScript, and stays as it is.
await copy(fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm')), join(dist, 'parts', 'quickjs.wasm'))
await writeFile(join(dist, 'licences.txt'), await licences([...Object.keys(metafile.inputs), ...modules]))
await copy(join(schemas, 'splashtop.schema.json'), join(dist, 'schemas', 'splashtop.schema.json'))
for (const file of await readdir(join(schemas, 'cli'))) await copy(join(schemas, 'cli', file), join(dist, 'schemas', 'cli', file))

const outputs = Object.values(metafile.outputs)
const size = outputs.reduce((sum, { bytes }) => sum + bytes, 0)
process.stdout.write(`dist: ${outputs.length} files, ${Math.round(size / 1024)} KB\n`)

async function copy(from: string, to: string): Promise<void> {
  await writeFile(to, await readFile(from))
  await chmod(to, 0o644)
}

/**
 * Makes the console (console/) into a folder: one page, and beside it scripts, styles and typefaces with digests in their names. Everything is in it that it
 * needs, so that a browser asks nobody but the control plane. `node scripts/console.ts DIR`; what is published has it by scripts/build.ts.
 */
import { join } from 'node:path'
import { build } from 'vite'
import { checkout } from './bundle.ts'

/** The modules that it is made of, for whoever hands on their licences. */
export async function buildConsole(outDir: string): Promise<string[]> {
  const modules = new Set<string>()
  // Whoever builds it from a test has another one, and React would be made for development.
  process.env.NODE_ENV = 'production'
  await build({
    ...{ configFile: false, root: join(checkout, 'console'), base: '/console/', logLevel: 'warn', publicDir: false },
    // Nothing becomes part of the page itself: its policy lets nothing run or be drawn that stands there.
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: 'es2023',
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
    plugins: [
      {
        name: 'modules',
        generateBundle(_, chunks) {
          for (const chunk of Object.values(chunks)) if (chunk.type === 'chunk') for (const id of chunk.moduleIds) modules.add(id)
        },
      },
    ],
  })
  return [...modules].filter((id) => id.startsWith(checkout)).map((id) => id.slice(checkout.length))
}

const [, program, folder] = process.argv
if (program === import.meta.filename && folder !== undefined) await buildConsole(folder)

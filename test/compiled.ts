/**
 * Set up before every test file (vitest.config.ts): what tests start is compiled once, and starts in half the time. Programs run in the child as
 * it is published (built.ts); that the sources' starts too is for cli-package.test.ts to try. And what this process compiled of the sources
 * is written where other processes find it (NODE_COMPILE_CACHE), for those that start from the sources.
 */
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { childBuiltIn } from '../reconciler/sources/programs/run.ts'

childBuiltIn(join(process.env.SPLASHTOP_BUILT as string, 'dist', 'parts'))
afterAll(() => flushCompileCache())

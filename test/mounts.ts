/** Mounts of a test's own: in a namespace, where this user may make one. `unshare` is given these words. */
import { spawnSync } from 'node:child_process'

export const own: readonly string[] = process.getuid?.() === 0 ? ['-m'] : ['-rm']
export const mayMount: boolean = spawnSync('unshare', [...own, 'true']).status === 0

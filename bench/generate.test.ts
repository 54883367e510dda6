/** What every figure of the bench rests on: that the same organisation can be made again. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { plan } from '../reconciler/plan/plan.ts'
import { load, scan } from '../reconciler/sources/load.ts'
import { openProject } from '../reconciler/sources/project.ts'
import { World } from '../schema/world.ts'
import { edit, generate, write } from './generate.ts'

const resources = (files: Map<string, string>): number =>
  [...files.values()].reduce((sum, text) => sum + [...text.matchAll(/^ *name: /gm)].length, 0)

it.each([
  [20, 2],
  [1_000, 10],
  [10_000, 100],
])('%i resources in %i files are just that', (size, files) => {
  const made = generate({ resources: size, files, seed: 1 })
  expect(resources(made)).toBe(size)
  expect(made.size).toBe(files)
})

it('gives the same text for the same seed, and another for another', () => {
  const size = { resources: 500, files: 5 }
  expect(generate({ ...size, seed: 7 })).toEqual(generate({ ...size, seed: 7 }))
  expect(generate({ ...size, seed: 7 })).not.toEqual(generate({ ...size, seed: 8 }))
})

it.each([20, 200, 2_000])('%i resources are valid under every invariant', async (size) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  try {
    write(folder, { resources: size, files: 4, seed: size })
    const project = await openProject(folder)
    const loaded = await load(project, await scan(project), { cache: false })
    const { team, manager } = project
    const planned = plan({ team, manager, resources: loaded.resources }, new World(team, []), { evaluatedAt: '2026-03-02T09:00:00Z' })
    expect([...loaded.problems, ...planned.problems]).toEqual([])
    expect(planned.plan.changes).toHaveLength(size)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('edits as many resources of one file as it was asked to', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  try {
    const size = { resources: 500, files: 5, seed: 3 }
    write(folder, size)
    const before = generate(size)
    const edited = edit(folder, 11, 4)
    const changed = [...before].filter(([name, text]) => readFileSync(path.join(folder, 'organisation', name), 'utf8') !== text)
    expect(changed.map(([name]) => name)).toEqual([path.basename(edited)])
    const [was, is] = [changed[0]?.[1] ?? '', readFileSync(edited, 'utf8')].map((text) => text.split('\n')) as [string[], string[]]
    expect(is.filter((line, index) => line !== was[index])).toHaveLength(4)
    expect(is).toHaveLength(was.length)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

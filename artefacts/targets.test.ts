/**
 * Every target's files as they are for one package: `npx vitest run artefacts/targets.test.ts -u` renews them, and a reviewer reads what changed. Files
 * for Windows are compared without their CR.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { targets } from './targets.ts'
import { broken, CODE, hostile, kiosks, named, ROOT } from './testing.ts'

const golden = join(import.meta.dirname, 'golden')
const holds = (text: string): boolean => text.replaceAll(/(?<=[0-9A-Z]{4}) (?=[0-9A-Z]{4})/g, '').includes(CODE)

describe.each(targets)('$name', (target) => {
  const artefact = target.render(kiosks)

  test('is as its golden files have it', async () => {
    for (const { name, text } of artefact.files)
      await expect(text.replaceAll('\r\n', '\n')).toMatchFileSnapshot(join(golden, target.name, name))
    const told = [...artefact.steps, ...artefact.leftOut.map(({ setting, why }) => `left out: ${setting}: ${why}`)]
    await expect(`${told.join('\n')}\n`).toMatchFileSnapshot(join(golden, target.name, 'steps.txt'))
    expect(readdirSync(join(golden, target.name)).sort()).toEqual([...artefact.files.map(({ name }) => name), 'steps.txt'].sort())
  })

  test('keeps what holds the code for its user alone, and what doesn’t for all', () => {
    expect(artefact.files.filter(({ text }) => holds(text)).length).toBeGreaterThan(0)
    for (const { name, text, mode } of artefact.files) expect([name, mode]).toEqual([name, holds(text) ? 0o600 : 0o644])
    expect(holds([...artefact.steps, JSON.stringify(artefact.leftOut)].join())).toBe(false)
  })

  test('is the same each time, and differs only where the code does', () => {
    expect(target.render(kiosks)).toEqual(artefact)
    const other = target.render({ ...kiosks, code: 'ANOTHER1CODE' })
    const put = (text: string) => text.replaceAll('ANOTHER1CODE', CODE).replaceAll('ANOT HER1 CODE', 'EXAM PLE0 CODE')
    expect(other.files.map(({ text }) => put(text))).toEqual(artefact.files.map(({ text }) => text))
  })

  test('has files of safe names, lines that end, and no letter that its reader does not know', () => {
    for (const { name, text } of artefact.files) {
      expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9.-]*$/)
      expect(text.endsWith('\n')).toBe(true)
      const windows = target.platform === 'windows'
      expect(
        text
          .split('\n')
          .slice(0, -1)
          .every((one) => one.endsWith('\r') === windows),
      ).toBe(true)
      if (/\.(cmd|ps1)$/.test(name)) expect(text).toMatch(/^[\x20-\x7e\r\n]*$/)
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/)
    }
  })

  test('takes as many lines whatever the package is called', () => {
    const shape = (files: typeof artefact.files) => files.map(({ text }) => text.split(/\r\n|[\n\r\u2028\u2029\u0085]/).length)
    for (const name of [...hostile, ...broken.filter((one) => !one.includes('\0'))])
      expect([name, shape(target.render(named(name)).files).map((lines, i) => lines - (shape(artefact.files)[i] as number))]).toEqual([
        name,
        artefact.files.map(() => (/[\n\r\u2028\u2029\u0085]/.test(name) ? expect.any(Number) : 0)),
      ])
  })
})

test('the agent’s target says which server and which root, the others neither', () => {
  for (const { name, needs, render } of targets) {
    const text = render(kiosks).files.map((file) => file.text)
    expect([name, text.join().includes(ROOT), text.join().includes('control.acme.example')]).toEqual([
      name,
      needs.includes('root'),
      needs.includes('server'),
    ])
  }
})

test('a code or a name that is none is not written into a batch file', () => {
  for (const target of targets.filter(({ name }) => name.startsWith('windows')))
    for (const wrong of [{ code: 'A&calc' }, { code: '' }, { name: '%PATH%' }, { team: 'a b' }])
      expect(() => target.render({ ...kiosks, ...wrong })).toThrow(TypeError)
})

/** Texts come out of each syntax as they went in: read back by a real shell, a real XML parser, and PowerShell's grammar. */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { parse as plist } from 'plist'
import { describe, expect, test } from 'vitest'
import { cmd, line, powershell, sh, xml } from './quoting.ts'
import { broken, hostile } from './testing.ts'

const all = [...hostile, ...broken, '', ' ', 'a  b ']
const shown = (text: string) => [JSON.stringify(text), text] as const

/** So many at once: what takes time is the shell's start. */
const words = fc.array(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\0', '').toWellFormed()),
  {
    minLength: 50,
    maxLength: 50,
  },
)

describe('a word of a shell', () => {
  const read = (texts: readonly string[], shell = 'sh'): string[] =>
    execFileSync(shell, { input: `printf '%s\\0' ${texts.map(sh).join(' ')}`, env: { PATH: '/usr/bin:/bin' } })
      .toString('utf8')
      .split('\0')
      .slice(0, -1)

  test.each(['sh', 'bash'])('is read by %s as it was meant', (shell) => {
    const texts = all.filter((text) => !text.includes('\0')).map((text) => text.toWellFormed())
    expect(read(texts, shell)).toEqual(texts)
    fc.assert(
      fc.property(words, (some) => {
        expect(read(some, shell)).toEqual(some)
      }),
      { numRuns: 20 },
    )
  })

  test('holds no NUL', () => {
    expect(() => sh('a\0b')).toThrow(TypeError)
  })
})

describe('a text of XML', () => {
  const read = (text: string) => (plist(`<plist version="1.0"><array><string>${xml(text)}</string></array></plist>`) as string[])[0]

  test.each(hostile.map(shown))('is read as it was meant: %s', (_, text) => {
    expect(read(text)).toBe(text)
  })

  test('whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        expect(read(text)).toBe(text)
      }),
    )
  })

  test.each(broken.map(shown))('is well-formed, and what XML has no way to write is shown as such: %s', (_, text) => {
    const written = xml(text)
    expect(written).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[<>"']/)
    expect(written.isWellFormed()).toBe(true)
    expect(read(text)?.length).toBe(text.length)
  })
})

describe('a text of PowerShell', () => {
  /**
   * about_Quoting_Rules and the language's grammar (2.3.5.2): a text in single quotes, in which two quotes are one, whichever of the five single
   * quotes they are; a character by its number; and sums of these in brackets.
   */
  const read = (written: string): string => {
    const sum = written.startsWith('(') ? written.slice(1, -1) : written
    let text = ''
    let at = 0
    while (at < sum.length) {
      const rest = sum.slice(at)
      const [whole, quoted, number] = /^(?:'((?:[^'‘’‚‛]|['‘’‚‛]{2})*)'|\[char\]0x([0-9a-f]{4}))(?: \+ |$)/.exec(rest) ?? []
      if (whole === undefined) throw new SyntaxError(`not a text of PowerShell: ${rest}`)
      text +=
        number === undefined
          ? (quoted ?? '').replace(/['‘’‚‛]{2}/g, (pair) => pair.charAt(0))
          : String.fromCharCode(Number.parseInt(number, 16))
      at += whole.length
    }
    return text
  }

  test.each(all.map(shown))('is read as it was meant: %s', (_, text) => {
    expect(powershell(text)).toMatch(/^[\x20-\x7e]*$/)
    expect(read(powershell(text))).toBe(text)
  })

  test('is ASCII, whatever stands in it: a machine’s code page makes no quotes of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const written = powershell(text)
        expect(written).toMatch(/^[\x20-\x7e]*$/)
        expect(read(written)).toBe(text)
      }),
    )
  })

  test('begins with a text where it is a sum: characters alone would add up to a number', () => {
    expect(powershell('é')).toBe(`('' + [char]0x00e9)`)
    expect(powershell('Café')).toBe(`('Caf' + [char]0x00e9)`)
    expect(powershell("d'été")).toBe(`('d''' + [char]0x00e9 + 't' + [char]0x00e9)`)
    expect(powershell('plain')).toBe(`'plain'`)
  })
})

test('cmd takes words that need no quotes, and no others', () => {
  for (const word of ['kiosks', 'render-node.2', 'EXAMPLE0CODE']) expect(cmd(word)).toBe(word)
  for (const text of [...all.filter((one) => !/^\w+$/.test(one)), '-a', '.a', 'a b', 'a/b']) expect(() => cmd(text)).toThrow(TypeError)
})

test.each(all.map(shown))('a line is one line: %s', (_, text) => {
  const one = line(text)
  expect(one).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(one.isWellFormed()).toBe(true)
})

import { describe, expect, test } from 'vitest'
import { allClean, codePoint, hostileIn, visible } from './characters.ts'
import { type FormatName, formats } from './formats.ts'

const cases: Record<FormatName, { right: string[]; wrong: string[] }> = {
  email: {
    right: ['ann@acme.example', "o'neil+x@a.b.example", 'a@xn--caf-dma.example'],
    wrong: [
      'ann',
      'ann@',
      '@acme.example',
      'ann@acme',
      'a b@acme.example',
      '.a@acme.example',
      'a..b@acme.example',
      'a@-acme.example',
      `${'a'.repeat(65)}@acme.example`,
      'ann@acme.example\n',
    ],
  },
  domain: {
    right: ['acme.example', 'A.example'],
    wrong: ['acme', 'acme..example', '-a.example', 'a.example.', `${'a.'.repeat(130)}example`],
  },
  date: {
    right: ['2026-02-28', '2028-02-29'],
    wrong: ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '1969-12-31', '2026-01-01T00:00:00Z'],
  },
  instant: {
    right: ['2026-03-29T02:30:00Z', '2026-03-29T02:30:00.5+05:30'],
    wrong: ['2026-03-29', '2026-03-29T02:30:00', '2026-02-30T00:00:00Z', '2026-03-29T25:00:00Z', '2026-03-29 02:30:00Z'],
  },
  moment: {
    right: ['2026-03-29T02:30', '2026-03-29T02:30:59', '2026-03-29T02:30Z', '2026-03-29T02:30:00-03:30', '2028-02-29T00:00'],
    wrong: [
      '2026-03-29',
      '2026-03-29 02:30',
      '2026-3-29T2:30',
      '2026-02-29T02:30',
      '2026-03-29T24:00',
      '2026-03-29T02:60',
      '2026-03-29T02:30:60',
      '2026-03-29T02:30+25:00',
      '2026-03-29T02:30+0200',
      '2026-03-29T02:30 Europe/Paris',
      '2026-03-29T02:30:00.5',
      '02:30',
    ],
  },
  timezone: { right: ['Europe/Paris', 'UTC', 'Asia/Calcutta'], wrong: ['+01:00', 'Europe/Pari', 'CEST', '', 'Europe/Paris ', '__proto__'] },
  cidr: {
    right: ['10.0.0.0/8', '203.0.113.9', '2001:db8::/32', '::'],
    wrong: ['10.0.0.0/33', '10.0.0', '10.0.0.256', '010.0.0.1', '10.0.0.01/8', '0x7f.1', 'acme.example', '::/129', '/8', '10.0.0.0/'],
  },
  https: {
    right: ['https://acme.example', 'https://acme.example:8443/a?b=c#d'],
    wrong: [
      'http://acme.example',
      'https://ann:pw@acme.example',
      'https://',
      'https://a b',
      'javascript:alert(1)',
      'HTTPS://acme.example"',
    ],
  },
  pem: {
    right: ['-----BEGIN CERTIFICATE-----\nMIIB+/==\n-----END CERTIFICATE-----\n'],
    wrong: [
      'MIIB',
      '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----',
      '-----BEGIN CERTIFICATE-----\n<x>\n-----END CERTIFICATE-----',
    ],
  },
  recipient: { right: ['owner', 'group-admin', 'it@acme.example'], wrong: ['owners', 'everyone', ''] },
  rrule: { right: ['FREQ=DAILY'], wrong: ['', 'DAILY', 'FREQ=YEARLY', `FREQ=DAILY;BYDAY=${'MO,'.repeat(300)}MO`] },
}

describe.each(Object.entries(cases))('%s', (name, { right, wrong }) => {
  const { test: fits } = formats[name as FormatName]
  test.each(right)('takes %s', (text) => expect(fits(text)).toBe(true))
  test.each(wrong)('refuses %s', (text) => expect(fits(text)).toBe(false))
  test('decides on long texts at once', () => {
    const begun = performance.now()
    for (const unit of ['a', 'a.', '0', '.', '@', '-', ' ', 'a-', 'A\n', '1:', '-----BEGIN CERTIFICATE-----\n']) {
      fits(unit.repeat(200_000 / unit.length))
      for (const text of right) fits(text + unit.repeat(100_000 / unit.length))
    }
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})

describe('hostile characters', () => {
  test.each([
    '\0',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\r',
    '\u061c',
    '\u200b',
    '\u200e',
    '\u202e',
    '\u2028',
    '\u2066',
    '\ufeff',
    '\ud83d',
    '\udda5',
    '\u{e0041}',
  ])('%j is one', (text) => {
    expect(hostileIn(`a${text}b`)).toBeDefined()
    expect(hostileIn(`a${text}b`, true)).toBeDefined()
    expect(allClean({ a: [{ [`k${text}`]: 1 }] })).toBe(false)
    expect(allClean(['x', { k: `v${text}` }])).toBe(false)
    expect(visible(`a${text}b`)).toMatch(/^a<U\+[0-9A-F]{4,6}>/)
  })
  test.each(['Zoë', '漢字', '🖥️ studio', '👩‍💻', 'می‌خواهم', 'עברית', "l'été", ''])('%j is none', (text) => {
    expect(hostileIn(text)).toBeUndefined()
    expect(allClean([text, { [text]: text }, null, 1])).toBe(true)
    expect(visible(text)).toBe(text)
  })
  test('a line break or tab is one only where lines are not allowed', () => {
    expect([hostileIn('a\nb\tc'), hostileIn('a\nb\tc', true)]).toEqual(['\n', undefined])
    expect(hostileIn('a\nb\u202ec', true)).toBe('\u202e')
  })
  test('a long text is cut, a character is shown by its number', () => {
    expect(visible('x'.repeat(100))).toBe(`${'x'.repeat(60)}…`)
    expect(codePoint('\u{e0041}')).toBe('U+E0041')
  })
})

import { expect, test } from 'vitest'
import type { TestResult } from '../reconciler/types.ts'
import { junit } from './junit.ts'

const at = [{ file: 'a & b/tests.yaml', line: 7, column: 1 }]
const passed: TestResult = { name: 'good', at, passed: true, checks: 4, failures: [] }
const failed: TestResult = {
  name: 'bad',
  at,
  passed: false,
  checks: 4,
  failures: ['`ann` must not reach `<pc>` "now" & does: a → b.', 'second\u0000\u001b[31m\ud800\ufffe line ]]>\twith a tab'],
}

/** Every tag in its order, with its attributes; throws where the text is no well-formed XML of tags, text and the five named entities. */
function read(xml: string): { tags: [string, Record<string, string>][]; text: string } {
  const [, body] = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n([\s\S]*)$/.exec(xml) ?? expect.fail('no declaration')
  const open: string[] = []
  const tags: [string, Record<string, string>][] = []
  let text = ''
  const plain = (raw: string) => {
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)|[<>]/.test(raw)) expect.fail(`not escaped: ${raw}`)
    return raw.replace(/&(\w+);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? expect.fail(name))
  }
  for (const [, between = '', close, name = '', attributes = '', alone] of (body as string).matchAll(
    /([^<]*)<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
  )) {
    text += plain(between)
    if (close) expect(open.pop()).toBe(name)
    else {
      tags.push([
        name,
        Object.fromEntries(
          [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, plain(value.replace(/&#\d+;/g, ' '))]),
        ),
      ])
      if (!alone) open.push(name)
    }
  }
  expect(open).toEqual([])
  return { tags, text }
}

test('is well-formed whatever a message holds, and says where each test stands', () => {
  const xml = junit([passed, failed], [], '2026-03-02T09:00:00Z')
  const { tags, text } = read(xml)
  expect(tags).toEqual([
    ['testsuites', { name: 'splashctl test', tests: '2', failures: '1', errors: '0' }],
    ['testsuite', { name: 'tests of access', tests: '2', failures: '1', errors: '0', skipped: '0', timestamp: '2026-03-02T09:00:00' }],
    ['testcase', { name: 'good', classname: 'a & b/tests.yaml', file: 'a & b/tests.yaml', line: '7' }],
    ['testcase', { name: 'bad', classname: 'a & b/tests.yaml', file: 'a & b/tests.yaml', line: '7' }],
    ['failure', { message: '`ann` must not reach `<pc>` "now" & does: a → b.', type: 'access' }],
  ])
  expect(text).toContain('second\ufffd\ufffd[31m\ufffd\ufffd line ]]>')
  expect(xml).not.toMatch(/[\p{Cs}\p{Noncharacter_Code_Point}]|(?!\n)\p{Cc}/u)
})

test('a sensitive group that no test covers is a failure of its own', () => {
  const { tags } = read(
    junit(
      [],
      [
        { group: 'books', tests: ['a'] },
        { group: 'lab', tests: [] },
      ],
      '2026-03-02T09:00:00.5Z',
    ),
  )
  expect(tags.map(([name, { failures }]) => [name, failures])).toEqual([
    ['testsuites', '1'],
    ['testsuite', '0'],
    ['testsuite', '1'],
    ['testcase', undefined],
    ['testcase', undefined],
    ['failure', undefined],
  ])
})

test('a test that asked nothing is neither good nor bad: it is skipped', () => {
  const { tags } = read(
    junit(
      [
        { ...passed, checks: 0 },
        { ...failed, checks: 0 },
      ],
      [],
      '2026-03-02T09:00:00Z',
    ),
  )
  expect(tags.map(([name, { skipped, failures }]) => [name, skipped, failures])).toEqual([
    ['testsuites', undefined, '1'],
    ['testsuite', '1', '1'],
    ['testcase', undefined, undefined],
    ['skipped', undefined, undefined],
    ['testcase', undefined, undefined],
    ['failure', undefined, undefined],
  ])
})

test('the same results are the same text', () => {
  expect(junit([passed, failed], [], '2026-03-02T09:00:00Z')).toBe(junit([passed, failed], [], '2026-03-02T09:00:00Z'))
})

/**
 * Files made to hurt: bombs, depths, widths, wrong encodings. Each is refused or read within the bounds of limits.ts, quickly. Used by the
 * soak, and by the suite at a part of their size.
 */
const MB = 1024 * 1024
const utf16 = (text: string, mark: string): Buffer => Buffer.from(mark + text, 'utf16le')
/** Counts in part are cut to whole ones. */
const repeat = (text: string, times: number): string => text.repeat(times)

export const hostile: Readonly<Record<string, (part?: number) => Uint8Array>> = {
  'a billion laughs': () =>
    Buffer.from(
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, i) => {
        const [name, previous] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)]
        return `${name}: &${name} [${repeat(`*${previous},`, 9)}]\n`
      }).join('')}`,
    ),
  'a long text by many aliases': (part = 1) => Buffer.from(`a: &a ${repeat('x', 100_000 * part)}\nb: [${repeat('*a,', 100_000 * part)}]\n`),
  'an alias inside its own anchor': () => Buffer.from('a: &a {b: *a}\n'),
  'a tower of aliases': () =>
    Buffer.from(`a0: &a0 x\n${Array.from({ length: 100 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join('')}`),
  'deep brackets': (part = 1) => Buffer.from(`a: ${repeat('[', 500_000 * part)}`),
  'deep brackets, closed': (part = 1) => Buffer.from(`a: ${repeat('[', 200_000 * part)}${repeat(']', 200_000 * part)}\n`),
  'deep braces': (part = 1) => Buffer.from(`a: ${repeat('{a: ', 200_000 * part)}`),
  'deep dashes': (part = 1) => Buffer.from(`a:\n  ${repeat('- ', 400_000 * part)}x\n`),
  'deep question marks': (part = 1) => Buffer.from(`${repeat('? ', 400_000 * part)}x\n`),
  'deep indentation': () => Buffer.from(Array.from({ length: 1300 }, (_, i) => `${repeat(' ', i)}a:\n`).join('')),
  'nested anchors on keys': () => Buffer.from(Array.from({ length: 60 }, (_, i) => `${repeat(' ', i)}&a${i} k:\n`).join('')),
  'anchors on lines of their own': () =>
    Buffer.from(`a:\n${Array.from({ length: 300 }, (_, i) => `${repeat(' ', i + 1)}&a${i}\n`).join('')}`),
  'nested tags': () => Buffer.from(`a: ${repeat('!t [', 60)}x: [`),
  'flow pairs': (part = 1) => Buffer.from(`a: [${repeat('a: b, ', 100_000 * part)}]\n`),
  'flow pairs at the limit': (part = 1) => Buffer.from(`a: [${repeat('a:,', 349_000 * part)}]\n`),
  'flow colons at the limit': (part = 1) => Buffer.from(`a: [${repeat(':,', 524_000 * part)}]\n`),
  'one key at the limit': (part = 1) => Buffer.from(repeat('k:\n', 349_000 * part)),
  'wrong documents at the limit': (part = 1) => Buffer.from(repeat('a: b: c: d: [\n---\n', 49_000 * part)),
  'nested flow pairs': (part = 1) => Buffer.from(`a: ${repeat('[a: ', 60)}${repeat('b, ', 50_000 * part)}`),
  'many keys': () => Buffer.from(Array.from({ length: 100_000 }, (_, i) => `k${i}: \n`).join('')),
  'one key many times': (part = 1) => Buffer.from(repeat('k: v\n', 200_000 * part)),
  'many tabs': (part = 1) => Buffer.from(repeat('\ta: b\n', 100_000 * part)),
  'many quotes': (part = 1) => Buffer.from(`a: ${repeat('"', 900_000 * part)}`),
  'many single quotes': (part = 1) => Buffer.from(`a: ${repeat("'", 900_001 * part)}`),
  'many colons': (part = 1) => Buffer.from(repeat(': ', 400_000 * part)),
  'many commas': (part = 1) => Buffer.from(`a: [${repeat(',', 400_000 * part)}]`),
  'many blanks': (part = 1) => Buffer.from(`a: b${repeat(' ', 900_000 * part)}c\n`),
  'many line breaks': (part = 1) => Buffer.from(`a: |\n${repeat('\n', 900_000 * part)}  x\n`),
  'many comments': (part = 1) => Buffer.from(`a: b\n${repeat('#\n', 400_000 * part)}`),
  'many errors': (part = 1) => Buffer.from(repeat('a: b: c\n---\n', 20_000 * part)),
  'many documents': (part = 1) => Buffer.from(repeat('a: 1\n---\n', 400_000 * part)),
  'many rare documents': (part = 1) => Buffer.from(repeat('a: &a 1\n---\n', 20_000 * part)),
  'many markers': (part = 1) => Buffer.from(repeat('---\n', 1_000_000 * part)),
  'a long rare document': (part = 1) => Buffer.from(`a: &a x\nitems:\n${repeat('- kind: User\n  metadata: {name: b}\n', 25_000 * part)}`),
  'a long wrong document': (part = 1) => Buffer.from(`items:\n${repeat('- kind: User\n  metadata: {name: b}\n', 25_000 * part)}x: y: z\n`),
  'a long plain text': (part = 1) => Buffer.from(`a: ${repeat('word ', 200_000 * part)}\n`),
  'a long text of lines': (part = 1) => Buffer.from(`a: x\n${repeat('  word\n', 130_000 * part)}`),
  'a long text of escapes': (part = 1) => Buffer.from(`a: "${repeat('\\n', 400_000 * part)}"\n`),
  'a long number': (part = 1) => Buffer.from(`a: ${repeat('9', 900_000 * part)}\n`),
  'a document too large': () => Buffer.from(`a: ${repeat('x', MB)}\n`),
  'doubled keys': () => Buffer.from('a: 1\na: 2\n"a": 3\n'),
  prototypes: () => Buffer.from('__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n"__proto__": 1\n'),
  'merge keys': () => Buffer.from('a: &a {b: 1}\nc:\n  <<: *a\n'),
  binary: () => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]),
  'random bytes': () => Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 3) * 31) & 0xff)),
  latin1: () => Buffer.from('a: caf\xe9\n', 'latin1'),
  'UTF-16, little end first': () => utf16('a: b\n', '\ufeff'),
  'UTF-16, big end first': () => utf16('a: b\n', '\ufeff').swap16(),
  'UTF-16 without mark': () => utf16('a: b\n', ''),
  'UTF-32': () => Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0, 0x3a, 0, 0, 0, 0x0a, 0, 0, 0]),
  'a surrogate in UTF-8': () => Buffer.from([0x61, 0x3a, 0x20, 0xed, 0xa0, 0x80, 0x0a]),
  'an overlong sequence': () => Buffer.from([0x61, 0x3a, 0x20, 0xc0, 0xaf, 0x0a]),
  'half a character': () => Buffer.from([0x61, 0x3a, 0x20, 0xe2, 0x82]),
  NUL: () => Buffer.from('a: b\0c\n'),
  controls: () => Buffer.from('a: "b\u0007c"\n'),
  'a byte order mark': () => Buffer.from('\ufeffa: b\n'),
  'two byte order marks': () => Buffer.from('\ufeff\ufeffa: b\n'),
  CRLF: () => Buffer.from('a: b\r\nc: |\r\n  d\r\n  e\r\n'),
  'CR alone': () => Buffer.from('a: b\rc: d\r'),
  empty: () => Buffer.from(''),
}

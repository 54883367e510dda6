/**
 * What `yaml` says of a wrong text, in words for people who write declarations and have not read the specification of YAML. What is
 * not translated here is said as it is.
 */
type Words = readonly [message: string, fix: string]

const WORDS: readonly (readonly [RegExp, string, string])[] = [
  [
    /^Nested mappings are not allowed/,
    'A second `: ` stands on this line.',
    'Quote a text that contains `: `, or put the map on lines of its own.',
  ],
  [
    /^Implicit keys need to be on a single line/,
    'This is neither a key, for `:` is missing, nor a part of the text above.',
    'End the line with `:` if it is a key; indent it further if the text above goes on.',
  ],
  [
    /^Implicit map keys need to be followed/,
    'A key without `:` stands here.',
    'Write `: ` behind the key, or indent the line further if the text above goes on.',
  ],
  [/^All mapping items must start/, 'This key is not in line with the others of its map.', 'Indent the keys of one map alike, by spaces.'],
  [
    /^All sequence items must start|^Sequence item without/,
    'This entry is not in line with the others of its list.',
    'Begin each entry of one list with `- ` in the same column.',
  ],
  [
    /^Flow (map|sequence) in block collection must be/,
    'A bracket is not closed before this line.',
    'Close the bracket, or indent what stands between the brackets further.',
  ],
  [/^Flow end indicator should be more indented/, 'The closing bracket stands too far left.', 'Indent it further than the key.'],
  [/^Expected flow (map|sequence) to end with/, 'A bracket is not closed.', 'Close the bracket.'],
  [/^Missing closing (.)quote/, 'The closing quote is missing.', 'Close the quote, or indent the lines that it goes on over.'],
  [/^Missing , (or : )?between/, 'A comma is missing between two entries.', 'Write a comma between the entries, or quote the text.'],
  [/^Plain value cannot start with/, 'A text that begins with this character needs quotes.', 'Quote the text.'],
  [/^Tabs are not allowed/, 'A tab indents this line.', 'Indent by spaces, not by tabs.'],
  [/^Invalid escape sequence/, 'There is no such escape.', 'Write a backslash as `\\\\`, or use single quotes.'],
  [
    /^Unexpected (scalar|double-quoted-scalar|single-quoted-scalar|flow-[a-z-]+) at node end/,
    'Something stands behind the end of the value.',
    'Quote the whole value, or remove what stands behind it.',
  ],
  [/^Unexpected .* token in YAML stream/, 'This belongs to nothing above it.', 'Indent it as what it belongs to, or remove it.'],
  [
    /^A block sequence may not be used/,
    'A list begins where a key is expected.',
    'Write `key:` on the line before, and indent the list below it.',
  ],
  [
    /^Unexpected block-seq-ind on same line/,
    "A list can't begin on the line of its key.",
    'Begin it on the next line, indented; or quote the text.',
  ],
  [/^Block scalar header includes/, 'Something stands behind `|` or `>`.', 'Begin the text on the next line, or quote it.'],
  [/^Comments must be separated/, 'A `#` begins a comment only behind a blank.', 'Put a blank before `#`, or quote the text.'],
]

/** What is wrong and how to mend it. */
export function inWords(error: { message: string }): Words {
  const line = error.message.split('\n')[0] ?? ''
  for (const [pattern, message, fix] of WORDS) if (pattern.test(line)) return [message, fix]
  const said = line.slice(0, 300)
  return [/[.:!?]$/.test(said) ? said : `${said}.`, 'Mend the line; texts with special characters are best quoted.']
}

/**
 * How much of anything is read. Declarations come from checkouts that others write to, so every measure of work has a bound, and what
 * exceeds one is refused by its size before it costs anything.
 */
const MB = 1024 * 1024

export const limits = {
  /** Bytes of one file. */
  fileBytes: 8 * MB,
  /** UTF-16 units of one document's text, and of all its texts after its aliases are followed. */
  documentChars: MB,
  /** Values in one document (maps, lists, scalars) after its aliases are followed: a document of 1 MB written plainly has fewer. */
  documentNodes: 200_000,
  /** Documents of one file. */
  fileDocuments: 50_000,
  /**
   * What of one file goes the slow way: what is wrong, and what uses the rarer parts of YAML. In UTF-16 units, and in what they cost, for a
   * lexeme takes up to three microseconds: a text as people write it has one for each three characters, a text made to hurt one for each.
   */
  fileSlowChars: MB,
  fileSlowLexemes: 450_000,
  /** Bytes, and lexemes, of a file that is formatted: all of it goes the slow way, twice. */
  formatBytes: MB / 2,
  formatLexemes: 250_000,
  /** Maps and lists inside each other, after aliases are followed. */
  depth: 64,
  files: 100_000,
  /** Globs in a list of files. */
  globs: 50,
  /** Bytes of all files together. */
  totalBytes: 256 * MB,
  /**
   * Milliseconds of a processor that the programs of a project may take, all together. On a machine that has other things to do they last
   * longer, by at most this factor and so many milliseconds; then the process around them ends.
   */
  programTime: 20_000,
  programPatience: 3,
  programGrace: 1_500,
  /** Bytes that they may hold at once, and bytes of stack: about 1,500 calls inside each other. */
  programMemory: 384 * MB,
  programStack: MB / 4,
  /** UTF-16 units of all that they declare, and of what they print. */
  programChars: 96 * MB,
  programPrinted: 4096,
  /**
   * UTF-16 units of the plan and the worlds that a project's own guardrails look at, of one text that they tell; findings of one of them; and
   * files of them.
   */
  guardrailChars: 192 * MB,
  guardrailText: 2000,
  guardrailFindings: 10_000,
  guardrailFiles: 1000,
  /** Problems shown of one file; more are counted. */
  fileProblems: 100,
} as const

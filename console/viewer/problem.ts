/** What a refusal says (RFC 9457 documents of the control plane carry them): a sentence, and what helps. */
export interface Problem {
  code?: string
  message: string
  fix: string
}

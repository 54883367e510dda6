/** What a program imports from `splashtop-iac`: a function for each kind, `accessPermission` for `AccessPermission`. */
import { kinds } from '../../../schema/kinds/index.ts'

export const functionName = (kind: string): string => (kind[0] as string).toLowerCase() + kind.slice(1)

/** The functions by their names, and the kind that each declares. */
export const functionNames: Readonly<Record<string, string>> = Object.fromEntries(kinds.map(({ name }) => [functionName(name), name]))

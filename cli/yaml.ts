/**
 * A value as YAML. A file of its own, for commands to import when they need it: the library takes a while to load, and as a CommonJS module
 * it has no names of its own once it is bundled, so that an `import()` of the library itself would find none.
 */
import { stringify } from 'yaml'
import type { Json } from '../schema/canonical.ts'

export const yamlOf = (value: Json): string => stringify(value, { lineWidth: 0 })

/** The schemas of the JSON documents that commands write, as files: one a document, schema/generated/cli/NAME.json. */
import { documents } from '../../cli/json.ts'

export function cliSchemas(): [path: string, text: string][] {
  return Object.entries(documents).map(([name, schema]) => [`schema/generated/cli/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`])
}

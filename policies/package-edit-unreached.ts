/** Settings of a package that change, while the computers it installed stay as they are (guide S1). */

import { splitKey } from '../schema/resource.ts'
import type { Finding, Policy } from './policy.ts'
import { counted, some } from './words.ts'

const SETTINGS = /^spec\.settings(?:$|\.)/

export const packageEditUnreached: Policy = {
  id: 'package-edit-unreached',
  level: 'warning',
  title: 'An edit of a package does not reach the computers that it installed',
  about: {
    why: "A package's settings count at the moment of installation and never again. Whoever edits them to tighten something tightens it for computers to come, and for none that are there.",
    guide: ['S1'],
  },
  fix: 'Put what must hold everywhere into a PreferencePolicy for these computers, or deploy them again.',
  example: `
kind: DeploymentPackage
metadata: {name: desks}
spec: {settings: {security: {lockScreenOnDisconnect: true}}}   # added after computers were enrolled
`,
  packs: ['recommended', 'strict', 'vendor-limits'],
  passing: true,
  *find({ plan, after, effective }): Iterable<Finding> {
    for (const change of plan.changes) {
      const { kind, name } = splitKey(change.key)
      if (kind !== 'DeploymentPackage' || change.op === 'create' || change.op === 'delete') continue
      const edited = change.fields.filter(({ path }) => SETTINGS.test(path)).map(({ path }) => path.replace('spec.settings.', ''))
      const resource = edited.length === 0 ? undefined : after.find('DeploymentPackage', name)
      if (!resource) continue
      const [was] = change.from === undefined ? [name] : [splitKey(change.from).name]
      const deployed = [...effective().computers.values()].filter((one) => one.package === name || one.package === was)
      const count = deployed.reduce((sum, one) => sum + one.computers.length, 0)
      if (count === 0) continue
      yield {
        resource: resource.key,
        message: `The edit of DeploymentPackage \`${name}\` (${some(edited)}) doesn't reach the ${counted(count, 'computer')} that it enrolled before.`,
        at: change.reason.at.length > 0 ? change.reason.at : resource.at('spec.settings'),
      }
    }
  },
}

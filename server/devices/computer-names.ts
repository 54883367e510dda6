/** How a computer that enrols is called: the naming rule of its package gives the name that people read, and that one its name as a resource. */
import type { EnrolRequest } from '../../protocol/enrolment.ts'
import type { Resource } from '../../schema/resource.ts'
import { firstFree, slugOf } from '../../schema/slug.ts'

/** Of a computer's `displayName`. */
const LONGEST = 64

/** @param sequence the number of this computer among those of its package */
export function displayNameFor(
  { spec: { namingRule, customName = '' } }: Resource<'DeploymentPackage'>,
  { facts, customName: given }: Pick<EnrolRequest, 'facts' | 'customName'>,
  sequence: number,
): string {
  if (namingRule === 'customPlusSequence') {
    const number = String(sequence)
    return `${readable(customName).slice(0, LONGEST - 1 - number.length)} ${number}`
  }
  return readable((namingRule === 'customOrHostname' && given) || facts.hostname)
}

/** What can't stand in the name of a computer becomes a dash. */
function readable(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/[<>,;:"*+=\\`|?]+/g, '-')
    .trim()
  return (
    [...name]
      .slice(0, LONGEST)
      .join('')
      .slice(0, LONGEST)
      .replace(/[\s\ud800-\udbff]+$/, '') || 'computer'
  )
}

export const nameFor = (displayName: string, isTaken: (name: string) => boolean): string =>
  firstFree(slugOf(displayName, 'computer'), isTaken)

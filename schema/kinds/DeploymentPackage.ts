/**
 * What a computer is given when a streamer or an agent is installed on it (guide S1). Settings reach a device at install and never again;
 * for those that live there is PreferencePolicy. The code is the control plane's: drawn by it, sealed, and never in a file.
 */
import { called, codesWithMode, groupsHold, uniqueDisplayName } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { problem } from '../problem.ts'
import { flag, integer, object, oneOf, ref, setOf, text } from '../shape.ts'
import { description, displayName, platforms, settings } from '../vocabulary.ts'

export const DeploymentPackage: Kind<'DeploymentPackage'> = {
  name: 'DeploymentPackage',
  plural: 'deploymentpackages',
  short: ['package', 'dp'],
  guide: ['S1'],
  summary: 'How new computers come in: their settings at install, their names, their group and policy.',
  displayName: 'unique',
  example: `
apiVersion: splashtop.io/v1
kind: DeploymentPackage
metadata: {name: kiosks}
spec:
  displayName: Kiosks
  namingRule: customPlusSequence
  customName: Kiosk
  group: kiosks
  platforms: [windows]
  maxEnrolments: 40
  settings:
    general: {hideTrayIcon: true}
`,
  spec: object('A deployment package. Deleting it stops new enrolments and touches no computer.', {
    displayName: displayName('deployment packages'),
    description: description('the package'),
    settings: settings('What is set at install. [S1]'),
    namingRule: oneOf(
      ['hostname', 'customPlusSequence', 'customOrHostname'],
      'How a computer is called: after itself; `customName` and a number; or `customName` where one is given at install. [S1]',
      { default: 'hostname' },
    ),
    customName: text('The name, or the beginning of the names.', {
      minLength: 1,
      maxLength: 56,
      pattern: '^[^<>,;:"*+=\\\\`|?]*$',
      'x-says': 'a name without any of < > , ; : " * + = \\ ` | ?',
      'x-when': 'namingRule is not hostname',
    }),
    group: ref('Group', 'restrict', 'The group that computers fall into, of type computers or mixed.', { nullable: true }),
    preferencePolicy: ref('PreferencePolicy', 'unset', 'The policy of computers that no other policy names.', { nullable: true }),
    lockSettings: object('Protection of the settings on the device. [S1]', {
      withAdminCredentials: flag("Only an administrator's password unlocks them; who signs in by SSO has none. [S1]", { default: false }),
    }),
    platforms: setOf('Operating systems that it is offered for.', oneOf(platforms, 'An operating system.'), { default: platforms }),
    expiresAt: text('When it stops taking computers in, as `2026-12-31T18:00:00Z`.', {
      format: 'instant',
      maxLength: 40,
      'x-equal': 'instant',
      nullable: true,
    }),
    maxEnrolments: integer('How many computers it takes in, at most.', 1, 1_000_000, { nullable: true }),
    approval: oneOf(['none', 'required'], 'Whether an administrator has to let each computer in.', { default: 'none' }),
  }),
  invariants: [
    uniqueDisplayName('DeploymentPackage', 'deployment packages'),
    groupsHold('DeploymentPackage', 'spec.group', 'computers'),
    {
      id: 'package-custom-name',
      says: '`customName` is given exactly when the naming rule uses it.',
      check: (_, { touched }) =>
        touched('DeploymentPackage').flatMap((resource) => {
          const { namingRule, customName } = resource.spec
          if ((namingRule === 'hostname') === (customName === undefined)) return []
          return customName === undefined
            ? problem(
                'custom-name',
                `${called(resource)} names computers by \`${namingRule}\`, but has no \`customName\`.`,
                'Give `spec.customName`, or use the rule `hostname`.',
                resource.at('spec.namingRule'),
              )
            : problem(
                'custom-name',
                `${called(resource)} has a \`customName\`, which the rule \`hostname\` does not use.`,
                'Remove `spec.customName`, or choose another `namingRule`.',
                resource.at('spec.customName'),
              )
        }),
    },
    codesWithMode('DeploymentPackage'),
  ],
  columns: [
    { title: 'GROUP', path: 'spec.group' },
    { title: 'POLICY', path: 'spec.preferencePolicy' },
    { title: 'PLATFORMS', path: 'spec.platforms' },
    { title: 'CODE ISSUED', path: 'status.codeIssuedAt' },
    { title: 'EXPIRES', path: 'spec.expiresAt' },
  ],
  actions: { create: 'packages.manage', delete: 'packages.manage', update: 'packages.manage' },
  settle({ resource, now, issueCode }) {
    if (resource.status.codeIssuedAt !== undefined) return resource.status
    issueCode()
    return { ...resource.status, codeIssuedAt: now }
  },
}

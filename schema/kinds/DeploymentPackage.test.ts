import { expect, test } from 'vitest'
import { invariantsOf, settled, worldOf } from './cases.ts'
import { DeploymentPackage } from './DeploymentPackage.ts'

const password = (text: string) => `DeploymentPackage p {settings: {security: {additionalPassword: {${text}}}}}`

invariantsOf(DeploymentPackage, {
  'DeploymentPackage-display-name-unique': [
    { world: 'DeploymentPackage a {displayName: P}\nDeploymentPackage b {displayName: P}', at: [1, 2] },
    { world: 'DeploymentPackage a {displayName: P}\nDeploymentPackage b {displayName: Q}', at: [] },
  ],
  'DeploymentPackage-group-hold-computers': [
    { world: 'DeploymentPackage a {group: us}\nGroup us {type: users}', at: [1, 2] },
    { world: 'DeploymentPackage a {group: pcs}\nGroup pcs {type: mixed}\nDeploymentPackage b {group: null}', at: [] },
  ],
  'package-custom-name': [
    { world: 'DeploymentPackage a {namingRule: customPlusSequence}', at: [1], says: 'has no `customName`' },
    { world: 'DeploymentPackage a {customName: Kiosk}', at: [1], says: 'does not use' },
    { world: 'DeploymentPackage a {namingRule: customOrHostname, customName: Kiosk}\nDeploymentPackage b {}', at: [] },
  ],
  'DeploymentPackage-security-code': [
    { world: password('mode: securityCode'), at: [1] },
    { world: password('mode: securityCode, securityCode: {valueFrom: {env: CODE}}'), at: [] },
  ],
})

test('a package gets one code, once', () => {
  expect(settled(worldOf('DeploymentPackage a {}'), 'DeploymentPackage a')).toEqual({
    status: { codeIssuedAt: '2026-03-02T09:00:00Z' },
    codes: 1,
  })
  const issued = worldOf('DeploymentPackage a {} status {codeIssuedAt: then}')
  expect(settled(issued, 'DeploymentPackage a')).toEqual({ status: { codeIssuedAt: 'then' }, codes: 0 })
})

test('a package is for every platform unless it says otherwise', () => {
  expect(worldOf('DeploymentPackage a {}').find('DeploymentPackage', 'a')?.spec.platforms).toEqual(['android', 'linux', 'macos', 'windows'])
})

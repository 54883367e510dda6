/**
 * The profile for Macs, read by a parser of property lists and held against the keys that Apple publishes (apple/device-management,
 * mdm/profiles/com.apple.TCC.configuration-profile-policy.yaml and TopLevel.yaml; verified 2026-11-30).
 */
import { parse as plist } from 'plist'
import { describe, expect, test } from 'vitest'
import { profile } from './profile.ts'
import { broken, hostile, kiosks, named } from './testing.ts'

const SERVICES = new Set(
  `AddressBook Calendar Reminders Photos Camera Microphone Accessibility PostEvent SystemPolicyAllFiles SystemPolicySysAdminFiles AppleEvents
  MediaLibrary FileProviderPresence ListenEvent ScreenCapture SpeechRecognition SystemPolicyDesktopFolder SystemPolicyDocumentsFolder
  SystemPolicyDownloadsFolder SystemPolicyNetworkVolumes SystemPolicyRemovableVolumes SystemPolicyAppBundles`.split(/\s+/),
)
/** What a profile can't give: it can only deny. */
const DENIED_ONLY = new Set(['Camera', 'Microphone', 'ListenEvent', 'ScreenCapture'])
const STANDARD_USER = new Set(['ListenEvent', 'ScreenCapture'])
const IDENTITY: Record<string, (value: unknown) => boolean> = {
  Identifier: (value) => typeof value === 'string',
  IdentifierType: (value) => value === 'bundleID' || value === 'path',
  CodeRequirement: (value) => typeof value === 'string',
  StaticCode: (value) => typeof value === 'boolean',
  Allowed: (value) => typeof value === 'boolean',
  Authorization: (value) => ['Allow', 'Deny', 'AllowStandardUserToSetSystemService'].includes(value as string),
  Comment: (value) => typeof value === 'string',
}
const PAYLOAD = ['PayloadDescription', 'PayloadDisplayName', 'PayloadIdentifier', 'PayloadType', 'PayloadUUID', 'PayloadVersion']
const UUID = /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/

type Dict = Record<string, unknown>
const parsed = (text: string) => plist(text) as Dict
const contentOf = (whole: Dict) => (whole.PayloadContent as Dict[])[0] as Dict

/** What Apple's schema would have against it. */
function faults(services: Record<string, Dict[]>): string[] {
  return Object.entries(services).flatMap(([service, identities]) => {
    if (!SERVICES.has(service)) return [`${service} is no service`]
    return identities.flatMap((one) => {
      const found = Object.entries(one).flatMap(([key, value]) => (IDENTITY[key]?.(value) ? [] : [`${service}: ${key}`]))
      for (const key of ['Identifier', 'IdentifierType', 'CodeRequirement']) if (!(key in one)) found.push(`${service} lacks ${key}`)
      if ('Allowed' in one === 'Authorization' in one) found.push(`${service}: Allowed and Authorization`)
      const gives = one.Allowed === true || one.Authorization === 'Allow'
      if (gives && DENIED_ONLY.has(service)) found.push(`${service} can't be given`)
      if (one.Authorization === 'AllowStandardUserToSetSystemService' && !STANDARD_USER.has(service))
        found.push(`${service}: no standard user`)
      return found
    })
  })
}

test('is what Apple’s schema allows', () => {
  const whole = parsed(profile(kiosks))
  expect(whole).toMatchObject({ PayloadType: 'Configuration', PayloadVersion: 1, PayloadScope: 'System', PayloadOrganization: 'acme' })
  const content = contentOf(whole)
  for (const one of [whole, content]) {
    for (const key of PAYLOAD) expect(one).toHaveProperty(key)
    expect(one.PayloadUUID).toMatch(UUID)
  }
  expect(content.PayloadUUID).not.toBe(whole.PayloadUUID)
  expect(content.PayloadType).toBe('com.apple.TCC.configuration-profile-policy')
  expect(faults(content.Services as Record<string, Dict[]>)).toEqual([])
})

test('gives input and files, lets people switch the screen on, and leaves the microphone to them', () => {
  const services = contentOf(parsed(profile(kiosks))).Services as Record<string, Dict[]>
  const given = Object.fromEntries(Object.entries(services).map(([name, [one]]) => [name, one?.Authorization]))
  expect(given).toEqual({ Accessibility: 'Allow', SystemPolicyAllFiles: 'Allow', ScreenCapture: 'AllowStandardUserToSetSystemService' })
  for (const [one] of Object.values(services)) {
    expect(one).toMatchObject({ Identifier: 'com.splashtop.Splashtop-Streamer', IdentifierType: 'bundleID' })
    expect(one?.CodeRequirement).toMatch(/identifier "com\.splashtop\.Splashtop-Streamer" .* certificate leaf\[subject\.OU\] = CPQQ3AW49Y$/)
  }
})

describe('the judge of this test', () => {
  const [right] = (contentOf(parsed(profile(kiosks))).Services as Record<string, Dict[]>).Accessibility as [Dict]
  test.each<[string, Record<string, Dict[]>]>([
    ['a service that there is not', { Acessibility: [right] }],
    ['a key that there is not', { Accessibility: [{ ...right, Authorisation: 'Allow' }] }],
    ['both ways to allow', { Accessibility: [{ ...right, Allowed: true }] }],
    ['the screen, given', { ScreenCapture: [right] }],
    ['the microphone, given', { Microphone: [right] }],
    ['a standard user where none may', { Accessibility: [{ ...right, Authorization: 'AllowStandardUserToSetSystemService' }] }],
    ['no code requirement', { Accessibility: [{ ...right, CodeRequirement: undefined }] }],
  ])('finds %s', (_, services) => {
    expect(faults(services)).not.toEqual([])
  })
})

test('a profile that is made again takes the place of the one before; one of another package stands beside it', () => {
  const ids = (text: string) => [parsed(text).PayloadUUID, parsed(text).PayloadIdentifier]
  expect(ids(profile(named('Another name')))).toEqual(ids(profile(kiosks)))
  expect(ids(profile({ ...kiosks, name: 'tills' }))).not.toEqual(ids(profile(kiosks)))
  expect(ids(profile({ ...kiosks, team: 'lumen' }))).not.toEqual(ids(profile(kiosks)))
})

test.each([...hostile, ...broken])('is as well-formed for a package called %j', (name) => {
  const whole = parsed(profile(named(name)))
  expect(Object.keys(whole)).toEqual(Object.keys(parsed(profile(kiosks))))
  expect(contentOf(whole).Services).toEqual(contentOf(parsed(profile(kiosks))).Services)
  if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)) expect(whole.PayloadDisplayName).toBe(`Splashtop Streamer (${name})`)
})

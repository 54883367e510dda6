/**
 * The configuration profile that a Mac needs before the streamer can show its screen and take input: Privacy Preferences Policy Control, payload
 * `com.apple.TCC.configuration-profile-policy` (Apple, Device Management; the keys are those of Apple's published schema, against which a test
 * holds it). macOS takes it from an MDM alone, and refuses one that a person installs.
 *
 * Accessibility (input) and all files (transfer) can be given. The screen can't: macOS leaves that to the person at it, and a profile can only let
 * people do so who are no administrators. The microphone can't be given at all. [S2]
 */
import { hash } from 'node:crypto'
import { called, type Deployment } from './artefact.ts'
import { line, xml } from './quoting.ts'

const BUNDLE = 'com.splashtop.Splashtop-Streamer'
/** Signed by the vendor's team as a Developer ID: what `codesign -d -r-` says of the vendor's streamer. */
const REQUIREMENT = `identifier "${BUNDLE}" and anchor apple generic and certificate 1[field.1.2.840.113635.100.6.2.6] /* exists */ and certificate leaf[field.1.2.840.113635.100.6.1.13] /* exists */ and certificate leaf[subject.OU] = CPQQ3AW49Y`

type Plist = string | number | boolean | readonly Plist[] | { readonly [key: string]: Plist }

const identity = (authorization: string, comment: string): Plist => [
  {
    Authorization: authorization,
    CodeRequirement: REQUIREMENT,
    Comment: comment,
    Identifier: BUNDLE,
    IdentifierType: 'bundleID',
    StaticCode: false,
  },
]

const services: Plist = {
  Accessibility: identity('Allow', 'Keyboard and mouse of the remote end.'),
  ScreenCapture: identity('AllowStandardUserToSetSystemService', 'Whoever uses the Mac switches it on, without being an administrator.'),
  SystemPolicyAllFiles: identity('Allow', 'Transfer of files.'),
}

export function profile(deployment: Deployment): string {
  const { team, name } = deployment
  const identifier = `io.splashtop-iac.${team}.${name}`
  const title = line(`Splashtop Streamer (${called(deployment)})`)
  return plist({
    PayloadContent: [
      {
        PayloadDescription: 'Lets the Splashtop Streamer take input and reach files, and people switch screen recording on for it.',
        PayloadDisplayName: title,
        PayloadIdentifier: `${identifier}.privacy`,
        PayloadType: 'com.apple.TCC.configuration-profile-policy',
        PayloadUUID: uuid(`${identifier}.privacy`),
        PayloadVersion: 1,
        Services: services,
      },
    ],
    PayloadDescription: 'What the Splashtop Streamer needs on a Mac. Made by splashctl.',
    PayloadDisplayName: title,
    PayloadIdentifier: identifier,
    PayloadOrganization: team,
    PayloadScope: 'System',
    PayloadType: 'Configuration',
    PayloadUUID: uuid(identifier),
    PayloadVersion: 1,
  })
}

/** The same for the same words, so that a profile which is rendered again takes the place of the one before (RFC 9562, version 8). */
function uuid(words: string): string {
  const hex = hash('sha256', words)
  const variant = '89AB'[Number.parseInt(hex.charAt(16), 16) % 4] as string
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20, 32)]
    .join('-')
    .toUpperCase()
}

const plist = (value: Plist): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${element(value, '')}
</plist>
`

function element(value: Plist, indent: string): string {
  const deeper = `${indent}  `
  if (typeof value === 'string') return `${indent}<string>${xml(value)}</string>`
  if (typeof value === 'number') return `${indent}<integer>${value}</integer>`
  if (typeof value === 'boolean') return `${indent}<${value}/>`
  if (isList(value)) return [`${indent}<array>`, ...value.map((one) => element(one, deeper)), `${indent}</array>`].join('\n')
  const entries = Object.entries(value).flatMap(([key, one]) => [`${deeper}<key>${xml(key)}</key>`, element(one, deeper)])
  return [`${indent}<dict>`, ...entries, `${indent}</dict>`].join('\n')
}

const isList = (value: Plist): value is readonly Plist[] => Array.isArray(value)

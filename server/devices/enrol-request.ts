/** What an agent sends to enrol, read from bytes that anybody could have sent: everything is bounded, and nothing of it is repeated. */
import { ENROLMENT_BYTES, type EnrolRequest, type Facts, type FrozenFacts } from '../../protocol/enrolment.ts'
import { publicKeyOf } from '../../protocol/keys.ts'
import { hostileIn } from '../../schema/characters.ts'
import { ProblemError, problem } from '../../schema/problem.ts'
import { platforms } from '../../schema/vocabulary.ts'

/** Bytes of the proof of an old key. */
const TAKEOVER_BYTES = 2048
const CODE = /^[0-9A-Z]{12}$/
const DEVICE = /^[A-Za-z0-9_-]{8,64}$/

export function enrolRequest(body: unknown): EnrolRequest {
  if (!isRecord(body)) throw invalid('is no record')
  const { code, publicKey, facts, customName, takeover } = body
  if (typeof code !== 'string' || !CODE.test(code)) throw invalid('has no code of 12 digits and capital letters')
  if (!publicKeyOf(publicKey)) throw invalid('has no public key of Ed25519')
  if (customName !== undefined && !isLine(customName, 64)) throw invalid('has a `customName` that is no name')
  if (takeover !== undefined && !isLine(takeover, TAKEOVER_BYTES)) throw invalid('has a `takeover` that is no signed document')
  return {
    ...{ code, publicKey: publicKey as string, facts: factsIn(facts) },
    ...(customName !== undefined && { customName }),
    ...(takeover !== undefined && { takeover }),
  }
}

function factsIn(facts: unknown): Facts {
  if (!isRecord(facts) || !isRecord(facts.os)) throw invalid('has no facts')
  const { hostname, deviceId, agentVersion } = facts
  const { name, version, arch } = facts.os
  if (!isLine(hostname, 253)) throw invalid('has no host name')
  if (typeof deviceId !== 'string' || !DEVICE.test(deviceId)) throw invalid('has no device id of 8 to 64 letters, digits, `-` and `_`')
  if (!isLine(agentVersion, 64) || !isLine(version, 128) || !isLine(arch, 32)) throw invalid('lacks a version')
  if (typeof name !== 'string' || !(platforms as readonly string[]).includes(name))
    throw invalid('is of an operating system that is not known')
  return { hostname, os: { name: name as Facts['os']['name'], version, arch }, deviceId, agentVersion }
}

/** As they are kept: flat. */
export const frozen = ({ hostname, os, deviceId, agentVersion }: Facts): FrozenFacts => ({
  ...{ hostname, os: os.name, osVersion: os.version, arch: os.arch },
  ...{ deviceId, agentVersion },
})

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isLine = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most && hostileIn(value) === undefined

const invalid = (what: string): ProblemError =>
  new ProblemError(
    problem(
      'invalid-request',
      `The enrolment ${what}.`,
      `Send what docs/agent-protocol.md says, in at most ${ENROLMENT_BYTES >> 10} KiB; \`splashtop-agent enrol\` does.`,
    ),
  )

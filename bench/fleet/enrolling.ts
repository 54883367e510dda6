/** Enrols installations over the network by the code of a package, each with a new key, and verifies what they are told. */
import { generateKeyPairSync } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { type Enrolled, type EnrolRequest, NEW_KEY } from '../../protocol/enrolment.ts'
import { publicText } from '../../protocol/keys.ts'
import { signRequest } from '../../protocol/signed-request.ts'
import type { Requests } from './agents.ts'
import { factsOf } from './known.ts'
import { at } from './requests.ts'

const TARGET = '/agent/v1/enrol'

export async function enrol(
  url: string,
  dispatcher: Dispatcher,
  { code, first, count, atOnce }: { code: string; first: number; count: number; atOnce: number },
): Promise<Requests> {
  const took: number[] = []
  let [next, bytes] = [first, 0]
  const began = performance.now()
  const worker = async () => {
    while (next < first + count) {
      const { privateKey } = generateKeyPairSync('ed25519')
      const request: EnrolRequest = { code, publicKey: publicText(privateKey), facts: factsOf(`new-${next++}`) }
      const body = JSON.stringify(request)
      const signed = signRequest({ method: 'POST', target: TARGET, body }, NEW_KEY, privateKey, Date.now())
      const since = performance.now()
      const answer = await dispatcher.request({
        ...{ origin: url, path: TARGET, method: 'POST', headers: { ...signed, 'content-type': 'application/json' }, body },
      })
      const text = await answer.body.text()
      took.push(performance.now() - since)
      bytes = text.length
      if (answer.statusCode !== 201) throw new Error(`an enrolment was answered ${answer.statusCode}: ${text}`)
      if ((JSON.parse(text) as Enrolled).state !== 'enrolled') throw new Error('an installation was not let in')
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const spent = performance.now() - began
  took.sort((a, b) => a - b)
  return { requests: took.length, perSecond: (took.length * 1000) / spent, p50: at(took, 0.5), p99: at(took, 0.99), late: 0, bytes }
}

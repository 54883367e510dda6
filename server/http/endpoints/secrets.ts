/** Which secrets a client has other values of than are held: compared here, so that nothing by which a value could be guessed goes out. */
import { listOf, record, text } from '../../../protocol/documents.ts'
import { splitKey } from '../../../schema/resource.ts'
import { type SecretBody, secretsOf, secretsSchema } from '../declared.ts'
import { endpoint } from '../endpoint.ts'

export const differing = endpoint<undefined, { secrets: SecretBody[] }>({
  method: 'POST',
  path: '/v1/teams/{team}:differing',
  id: 'differingSecrets',
  summary: 'Which of these secrets have another value than is held, or none',
  says: 'Only for who may write the fields: whoever may ask can try guesses.',
  needs: 'write',
  body: { schema: record({ secrets: secretsSchema }) },
  answers: { 200: { says: 'Those that differ.', schema: record({ differing: listOf(record({ key: text, path: text })) }) } },
  async run({ plane, actor, body }) {
    const found = await plane.differing(secretsOf(plane.team, body.secrets), actor)
    return { body: { differing: found.map(({ key, path }) => ({ key: `${splitKey(key).kind}/${splitKey(key).name}`, path })) } }
  },
})

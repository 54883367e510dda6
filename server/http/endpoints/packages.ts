/** Deployment packages beside what is declared of them: the code by which computers come in, and whom they are to trust. */
import { maybeText, record, text, version, whole } from '../../../protocol/documents.ts'
import { endpoint } from '../endpoint.ts'

export const packageCode = endpoint<undefined, undefined>({
  method: 'POST',
  path: '/v1/teams/{team}/packages/{name}:code',
  id: 'readPackageCode',
  summary: 'Read the code of a deployment package',
  says: 'An act and not a look: the audit log says who read it, before anybody is told. For who may manage the package, group administrators within their groups.',
  needs: 'token',
  answers: {
    200: {
      says: 'The code; `revision` is that of its entry in the audit log.',
      schema: record({ version, package: text, code: text, issuedAt: maybeText, revision: whole }),
    },
  },
  run: async ({ plane, actor, path: { name = '' } }) => ({
    headers: { 'cache-control': 'no-store' },
    body: { version: 1, ...(await plane.packageCode(name, actor)) },
  }),
})

export const agentRoot = endpoint<undefined, undefined>({
  method: 'GET',
  path: '/v1/teams/{team}/root',
  id: 'getAgentRoot',
  summary: 'The root key that agents are to trust',
  says: 'Its fingerprint, as artefacts carry it; null where no agent can be served. It is no secret: what counts is by which way it was told.',
  needs: 'token',
  answers: { 200: { says: 'The fingerprint.', schema: record({ version, fingerprint: maybeText }) } },
  run: async ({ plane }) => ({ body: { version: 1, fingerprint: (await plane.agentRoot()) ?? null } }),
})

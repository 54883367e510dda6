/** Every endpoint of a team, in the order in which the document of the API tells them. */
import type { Endpoint } from '../endpoint.ts'
import { apply } from './apply.ts'
import { auditLog, verifyAudit } from './audit.ts'
import { deviceLog } from './device-log.ts'
import { approve, computerCode, unenrol, waiting } from './enrolments.ts'
import { fleet, inventory, rolloutOfRevision } from './fleet.ts'
import { applied, drifted, history, oneRevision, revisionAt, touched } from './history.ts'
import { agentRoot, packageCode } from './packages.ts'
import { plan } from './plan.ts'
import { get, list, patch, put, remove } from './resources.ts'
import { differing } from './secrets.ts'
import { createSession, createTicket, endSession, exchangeCandidates, listSessions, redeemTicket, ticketWays } from './sessions.ts'
import { snapshot } from './snapshot.ts'
import { createToken, login, revokeToken, tokens } from './tokens.ts'
import { beginTwoStep, confirmTwoStep, removeTwoStep, renewRecoveryCodes, resetTwoStep, twoStep, verifyTwoStep } from './two-step.ts'
import { watch } from './watch.ts'
import { whoami } from './whoami.ts'

export const endpoints: readonly Endpoint[] = [
  ...[whoami, snapshot, watch, plan, apply, differing],
  ...[list, get, put, patch, remove],
  ...[history, oneRevision, revisionAt, touched, applied, drifted],
  ...[packageCode, agentRoot],
  ...[auditLog, verifyAudit],
  ...[waiting, approve, computerCode, unenrol],
  ...[fleet, inventory, rolloutOfRevision, deviceLog],
  ...[createSession, createTicket, ticketWays, redeemTicket, exchangeCandidates, listSessions, endSession],
  ...[login, tokens, createToken, revokeToken],
  ...[twoStep, beginTwoStep, confirmTwoStep, verifyTwoStep, renewRecoveryCodes, removeTwoStep, resetTwoStep],
]

/** How sessions end: words that server, agent and browser share, so nothing of Node's is in here. */

/** Why a session ended, and what a person reads of it. */
export const endings = {
  'viewer-left': 'The viewer closed the session.',
  'access-removed': 'Your access to this computer was taken away.',
  'token-revoked': 'The sign-in by which you came was revoked.',
  'schedule-ended': 'The scheduled time is over.',
  'ended-by-somebody': 'Somebody who may ended the session.',
  'policy-changed': 'The policy of this computer no longer allows the session.',
  'policy-expired': 'This computer has not heard from its control plane for too long.',
  idle: 'Nothing was typed or moved for too long.',
  'longest-time': 'The longest time that a session may take is over.',
  'connection-lost': 'The connection was lost.',
  'engine-failed': 'The engine on the computer failed.',
  'agent-stopped': 'The agent on the computer was stopped.',
  'un-enrolled': 'The computer was un-enrolled.',
  'not-granted': 'No grant came in time.',
  'permission-declined': 'The person at the computer declined the session.',
  'permission-unanswered': 'The person at the computer did not answer.',
  'password-refused': 'The additional password of this computer was not given.',
  'indicator-closed': 'What shows the person at the computer that a session is on was closed.',
  'recording-failed': 'The session has to be recorded, and could not be any more.',
} as const
export type Ending = keyof typeof endings
export const isEnding = (value: unknown): value is Ending => typeof value === 'string' && Object.hasOwn(endings, value)

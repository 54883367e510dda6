/**
 * Every code that a Problem can have, once. `docs/errors.md` is made from this list, and a test holds that each code is used
 * and that nothing uses a code which is not here. A code never changes its meaning; a new meaning is a new code.
 */
import type { Level } from './problem.ts'

export interface CodeEntry {
  level: Level
  /** What it is about, in a few words. */
  title: string
  /** Why this is a problem, and how to solve it. */
  solve: string
}

const error = (title: string, solve: string): CodeEntry => ({ level: 'error', title, solve })
const warning = (title: string, solve: string): CodeEntry => ({ level: 'warning', title, solve })

export const codes = {
  internal: error(
    'A fault in splashctl itself',
    'Nothing was half written: a commit is one transaction. Run again with `SPLASHTOP_DEBUG=1` and report what it prints.',
  ),
  usage: error('A command line that is not understood', '`splashctl COMMAND --help` shows the options and examples of a command.'),
  'unknown-command': error('A command that does not exist', '`splashctl --help` lists the commands.'),
  'confirmation-needed': error(
    'Nobody can confirm the plan',
    'A plan is confirmed on a terminal. In a pipeline read the plan first, then apply with `--yes`.',
  ),
  declined: error('The plan was not confirmed', 'Only the word `yes` confirms a plan. Nothing was applied.'),
  'unsupported-backend': error(
    'A backend that this version does not speak to',
    'This version keeps the control plane embedded: write `backend: {embedded: {}}` in splashtop.yaml.',
  ),
  'already-initialised': error(
    'A project is there already',
    'A folder holds one project, and nothing is overwritten. Start in an empty folder.',
  ),
  'unknown-resource': error(
    'No such resource is live',
    '`splashctl get KIND` lists what is live; what is only declared appears once it is applied.',
  ),
  'not-formatted': error('A file that is not in the canonical form', 'Run `splashctl fmt`; it keeps comments and never changes a value.'),
  'unknown-kind': error('A kind that does not exist', 'Write one of the kinds listed in docs/kinds; they are spelt in PascalCase.'),
  'unknown-field': error(
    'A key that the kind does not have',
    'Unknown keys are refused, because a misspelt one would silently manage nothing.',
  ),
  'duplicate-resource': error(
    'Two declarations of one resource',
    'A resource is declared once. Both places are shown: keep one, or give the other another name.',
  ),
  'unresolved-reference': error(
    'A reference to a resource that does not exist',
    'References are by `metadata.name`, and are judged on what is live overlaid by what is declared. Declare the resource, or mend the name.',
  ),
  'missing-field': error('A field that is required is absent', 'Write the field, or let another manager set it first.'),
  'owned-by-other': error(
    'Another manager owns the field',
    'A field has one manager. Remove it from your files, agree on the value, or take it over with `--adopt KEY`.',
  ),
  'still-referenced': error(
    'Something that is deleted is still referred to',
    'Remove the references first or in the same change. Every referrer is named.',
  ),
  'duplicate-email': error(
    'Two users with one e-mail address',
    'Addresses are unique in a team, compared without case: remove one user, or mend one address.',
  ),
  'rename-conflict': error(
    'A rename that can not be done',
    'A rename leads from one live name to one new name. Remove the annotation `splashtop.io/renamed-from` where it no longer applies.',
  ),
  'observed-missing': error(
    'An observed resource that does not exist',
    'With `splashtop.io/observe-only` a resource is referred to, never written. Create it where it is managed.',
  ),
  'delete-refused': error(
    'A deletion that is not allowed',
    'Some resources are protected from deletion, by their kind or by `splashtop.io/prevent-destroy`. Declare it again, or lift the protection first.',
  ),
  'too-many-deletes': error(
    'More deletions than the guard lets pass',
    'A wrong glob or an empty folder looks like this. If it is meant, allow it by kind and count: `--allow-delete User=40`.',
  ),
  'empty-configuration': error(
    'A configuration that declares nothing',
    'Applying it would delete everything. Look at `sources` in splashtop.yaml. If it is meant, allow each kind and count.',
  ),
  'last-administrator': error('Nobody would be left to administer the team', 'At least one enabled user keeps a role of admin or above.'),
  'break-glass': error('A break-glass user would lose the way in', 'The users under `safety.breakGlass` stay, enabled, with their rights.'),
  immutable: error('A field that cannot change', 'Some fields are fixed once set. Restore the former value, or declare a new resource.'),
  'stale-plan': error(
    'The backend moved since the plan was made',
    'What was planned is no longer what an apply would do. Plan again, read the new plan, and apply that.',
  ),
  locked: error(
    'Another process holds the database',
    'One process writes at a time. Wait for the one that is named, or end it; a lock never outlives its process.',
  ),
  'wrong-team': error('A declaration of another team', 'A control plane serves one team. Mend `team` in splashtop.yaml.'),
  'database-too-new': error(
    'The database was written by a newer splashctl',
    'Nothing was read or changed. Use the newer splashctl, or restore a backup that this one wrote.',
  ),
  'database-foreign': error(
    'A file that is not a control plane database',
    'The file is left as it is. Move it away, or name the folder that holds the database.',
  ),
  'database-corrupt': error(
    'The database is damaged',
    'Nothing was written to it. Keep a copy of the file, then put back the latest backup: restoring is copying it to the same name.',
  ),
  'database-unreadable': error('The database cannot be opened', 'Check that the folder exists and that its permissions let you read it.'),
  'read-only': error('The place of the database cannot be written', 'Nothing was written. Make the folder writable for your user.'),
  'disk-full': error('The disk is full', 'The commit was undone as a whole. Free some space and apply again.'),
  'backup-exists': error('The file of a backup exists', 'A backup overwrites nothing. Name a file that does not exist.'),
  'keys-missing': warning(
    'The keys of the database are out of reach',
    'Entries of the audit log are not signed until they are back. Put the key folder back, or point SPLASHTOP_KEYS to the folder that holds it.',
  ),
  'sealing-impossible': error(
    'A code cannot be sealed without the operator key',
    'Deployment codes are kept encrypted. Put the key folder back, then apply again.',
  ),
  'audit-chain': error(
    'The audit log was changed',
    'An entry is not what was written, or entries were removed or put in another order. Compare with a backup from before.',
  ),
  'audit-signature': error(
    'A signature of the audit log does not hold',
    'Whoever wrote the entry did not have the audit key. Compare with a backup from before.',
  ),
  'audit-truncated': error(
    'The end of the audit log is missing or was rewritten',
    'The key folder remembers a later entry. After restoring a backup this is expected until the next apply, which records the gap.',
  ),
  'audit-mismatch': error(
    'The data is not what the audit log says',
    'A revision or a resource was changed behind the control plane. Compare with a backup, then apply your files again.',
  ),
  'audit-unsigned': warning(
    'The newest entries of the audit log are not signed',
    'They were written without the audit key. The next apply with the key vouches for them.',
  ),
  'audit-gap': warning(
    'The audit log goes on from an older state',
    'A backup was restored, or the end of the log was removed: the entry that is named recorded it. Make sure that you know why.',
  ),
} satisfies Record<string, CodeEntry>

export type ProblemCode = keyof typeof codes
export { error as errorCode, warning as warningCode }

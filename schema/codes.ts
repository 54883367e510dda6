/**
 * Every code that a Problem can have, once. `docs/errors.md` is made from this list, and a test holds that each code is used
 * and that nothing uses a code which is not here. A code never changes its meaning; a new meaning is a new code.
 * The file is long because it is one list, to be read as one.
 */
import type { Level } from './problem.ts'

export interface CodeEntry {
  level: Level
  /** What it is about, in a few words. */
  title: string
  /** Why this is a problem, and how to solve it. */
  solve: string
  /** The lines of a file that has such a problem are not shown: they hold what nobody should read in a log. */
  conceal?: true
}

const error = (title: string, solve: string): CodeEntry => ({ level: 'error', title, solve })
const info = (title: string, solve: string): CodeEntry => ({ level: 'info', title, solve })
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
  'untrusted-document': error(
    'A signed document that is not to be trusted',
    'Keys, policies, timestamps and grants are signed, and taken only as a trusted key signed them. Where many are refused, look at who stands between the agent and its control plane, and whether the keys were rotated.',
  ),
  'untrusted-guarding': error(
    'An untrusted checkout that nothing can judge',
    '`plan --untrusted` judges by the backend, guards and tests of the checkout that `--trusted DIR` names. That must be of the same team, and valid.',
  ),
  'untrusted-limit': error(
    'An untrusted checkout that takes too much',
    '`plan --untrusted` runs in a process of its own, which is ended after ten minutes or 2 GB. What people write takes seconds.',
  ),
  'guarding-changed': warning(
    'A pull request that changes its own guarding',
    'Backend, manager, guardrails, levels, waivers, `safety` and AccessTests of an untrusted checkout do not count; once it is merged they do. Whoever answers for them reviews it.',
  ),
  'already-initialised': error(
    'A project is there already',
    'A folder holds one project, and nothing is overwritten. Start in an empty folder.',
  ),
  'package-platform': error(
    'A platform that the package is not offered for',
    '`spec.platforms` of a deployment package says which computers it is for: which artefacts are made of it, and whose enrolment is taken. Choose another target or package, or add the platform to the package and apply.',
  ),
  'unknown-resource': error(
    'No such resource in what was asked about',
    '`splashctl get KIND` lists what is live; what is only declared appears once it is applied, or with `--source files`.',
  ),
  'ambiguous-name': error(
    'A display name or an address that several have',
    'The name under `metadata` belongs to one resource alone: write that. The message lists those that are meant by the text.',
  ),
  'unknown-revision': error(
    'No such revision',
    '`splashctl history` lists the revisions. A date before the first one has none: nothing was live then.',
  ),
  'csv-syntax': error(
    'A file that is not comma-separated values',
    'Cells are parted by commas, semicolons or tabs; one that holds such a sign, a quote or a line break stands in quotes, and quotes in it are doubled (RFC 4180). Every row has as many cells as the heading.',
  ),
  'csv-heading': error(
    'A heading that an import does not understand',
    'The columns are account (the e-mail address), group, display name, licence and role, in any order; account alone is needed. Others are refused, since a misspelt one would be lost silently.',
  ),
  'csv-formula': error(
    'A cell that a spreadsheet would run',
    'What begins with `=`, `+`, `-`, `@` or a tab is a formula to whoever opens the file in a spreadsheet, and no name or address begins so. Look where it comes from, and remove the sign.',
  ),
  'csv-differs': info(
    'A user who exists, and of whom the table says something else',
    'Nobody is declared twice, and an import changes no declaration unasked. Edit the declaration, or run again with `--update`.',
  ),
  'drift-left': warning(
    'A field that somebody moved, and that is not written into the files',
    'Edits are made where they leave everything around them alone: not in programs, not through aliases, and never of secrets. Mend the declaration by hand, or apply it to take the field back.',
  ),
  'not-edited': error(
    'A declaration that an import can not edit',
    'Edits are made in YAML files of this project, where they leave everything around them alone: not in programs, not through aliases. Edit the declaration by hand, or leave `--update` out.',
  ),
  'file-exists': error(
    'A file that would be overwritten',
    'Nothing is written over a file that is there. Name another place with `--out`, or move away what is there; only `splashctl package` writes over its own files, by `--force`.',
  ),
  'not-written': error(
    'Files that could not be written',
    'Files are written all together or not at all: there is nothing to clear away. The message says what was in the way.',
  ),
  'already-declared': error(
    'An import of what the files declare already',
    'A resource is declared once. Import into a fresh project, or take `--unmanaged` for what nobody manages yet.',
  ),
  'nothing-to-import': error(
    'An import of nothing',
    'Everything live is managed by others, or nothing is live at all. `--all` declares what others manage too, `--computers` what came by enrolment.',
  ),
  'output-failed': error(
    'Output that could not be written',
    'What was to be done is done; its output is incomplete. Make room where it goes.',
  ),
  'not-formatted': error('A file that is not in the canonical form', 'Run `splashctl fmt`; it keeps comments and never changes a value.'),
  'project-not-found': error(
    'No project file',
    'Commands work inside a project: a folder with a `splashtop.yaml`, or any folder below it. `splashctl init` begins one.',
  ),
  'invalid-project': error(
    'A project file that is wrong',
    'The message says which part of `splashtop.yaml` is wrong and what is expected there.',
  ),
  'misplaced-project': error(
    'A project among the resources',
    'Only `splashtop.yaml` itself is a project file. Leave the other project out of `sources`.',
  ),
  'source-not-found': error(
    'A source that holds nothing',
    'Sources are folders, files and globs relative to `splashtop.yaml`. One that matches nothing is an error, since all it declared would be deleted.',
  ),
  'source-outside': error(
    'A source outside of the project',
    'Nothing outside the folder of `splashtop.yaml` is read, not even through links.',
  ),
  'unsupported-source': error(
    'A source that this version does not read',
    'Declarations are YAML files, named `*.yaml` or `*.yml`, and programs, named `*.ts` or `*.mts`.',
  ),
  'program-syntax': error(
    'A program that can not be read',
    'Programs are TypeScript whose types can be struck out: no `enum`, no `namespace` with code in it, no parameter properties, no JSX.',
  ),
  'program-import': error(
    'An import that a program may not make',
    'A program imports `splashtop-iac` and, by `./` or `../`, other programs of the sources: no packages, no modules of Node, no other files.',
  ),
  'program-failed': error(
    'A program that threw an error',
    'The programs of a project declare all or nothing. Mend the error where it was thrown, and run again.',
  ),
  'program-value': error(
    'A declaration that is no plain value',
    'What is declared is kept as data: texts, numbers, true, false, null, lists and plain objects, and what another declaration returned.',
  ),
  'program-hermetic': error(
    'A program that asks for the world around it',
    'Programs have no files, no network, no environment, no clock and no dice, so that the same sources declare the same everywhere and every day.',
  ),
  'program-limit': error(
    'A program that takes too much',
    'Time, memory, depth and output of programs are bounded: a pipeline must not hang on a loop without an end. The message says which bound it was.',
  ),
  'program-printed': info(
    'What a program printed',
    '`console.log` is for looking into a program while it is written. A page of it is heard; whoever prints more is stopped. Remove it when you are done.',
  ),
  'own-guardrail': error(
    'A guardrail of the project that is none',
    'Each guardrail of your own has an id that no other has, and tells findings of resources that are in one of the two worlds. One that could not look has not said yes, so its plan is not let through.',
  ),
  'unreadable-file': error(
    'A file that can not be read',
    'Every file of the sources is read or the run ends: a file left out would look like a wish to delete.',
  ),
  'file-changed': error('A file changed while it was read', 'Let the editor or the checkout finish, and run again.'),
  'file-encoding': error(
    'A file that is not plain UTF-8 text',
    'Save the file as UTF-8 without control characters. UTF-16 and UTF-32 are not read; a byte order mark is skipped.',
  ),
  'too-large': error(
    'More than is read',
    'Files, documents, nesting and aliases are bounded: 8 MB a file, 1 MB and 200,000 values a document, 64 levels, 100,000 files, 256 MB in all. What is wrong, or uses anchors, tags or tabs, costs more to read and may be less: 450,000 words and signs a file. Formatting takes files of 512 KB.',
  ),
  'yaml-syntax': error(
    'A text that is not YAML',
    'The place is where reading stopped; the mistake is there or just before. Quote texts with special characters.',
  ),
  'yaml-duplicate-key': error(
    'A key written twice in one map',
    'Readers of YAML disagree about which of the two counts, so neither does here.',
  ),
  'yaml-unsupported': error(
    'YAML that has no place in a declaration',
    'Tags, merge keys, directives and keys that are not texts are refused. Write the value out.',
  ),
  'yaml-number': error(
    'A number that may not be meant as one, or can not be kept',
    'Quote identifiers made of digits. Numbers are those of JSON: finite, and exact when whole.',
  ),
  'yaml-ambiguous': error(
    'A document that readers of YAML disagree about',
    'Two parsers read it differently, so neither is trusted. Write it more plainly.',
  ),
  'not-formattable': error(
    'A file that can not be formatted safely',
    'The result is checked to hold the same values and comments; here it would not, so nothing was written.',
  ),
  'invalid-list': error('A List that is wrong', 'A List has `apiVersion`, `kind: List` and `items`, a list of resources.'),
  'malformed-document': error(
    'A document that is not a resource',
    'A resource is a mapping with `apiVersion`, `kind`, `metadata` and `spec`.',
  ),
  'unknown-version': error(
    'An `apiVersion` that this program does not know',
    'This program reads `splashtop.io/v1`, and converts the older versions that it lists. For a newer one, update it.',
  ),
  'invalid-name': error(
    'A name that can not be one',
    '`metadata.name` is the identity of a resource: lower-case letters, digits and `-`, in labels of at most 63 joined by `.`, 253 in all.',
  ),
  'reserved-name': error(
    'A name that is built in',
    'Some names, as the built-in roles, always exist and are not declared. Choose another.',
  ),
  'foreign-namespace': error(
    'A namespace that is not the team of the project',
    'A project manages one team. Remove `metadata.namespace`, or move the resource to the project of its team.',
  ),
  'status-declared': error(
    'A status in a file',
    '`status` is written by the control plane alone. Remove it; `splashctl get` shows the live one.',
  ),
  'wrong-type': error(
    'A value of the wrong type',
    'Write the type that the message names. In YAML, `yes`, `12` and `1.0` are text only between quotes.',
  ),
  'invalid-value': error(
    'A value that the field does not take',
    'Write one of the values, or a value of the form, that the message names.',
  ),
  'literal-secret': {
    level: 'error',
    title: 'A secret written in a file',
    solve:
      'Files hold handles, as `{valueFrom: {env: NAME}}`, never secrets. Replace it, and treat what stood there as known to everyone: issue a new one.',
    conceal: true,
  },
  'secret-not-allowed': error(
    'A secret that nobody allowed to be read here',
    'Files name where a secret is read, and whoever edits them must not choose which secrets of this machine go where. Allow the name outside the checkout: by `--allow-secret`, in the environment variable `SPLASHTOP_SECRETS`, or under `secrets.allow` in `~/.config/splashtop/config.yaml`; all three take `env:NAME` and `file:/absolute/path`.',
  ),
  'secret-unreadable': error(
    'A secret that can not be read',
    'Set the variable, or put the file in its place: a regular file of at most 64 KiB of text in one line. A `secretKeyRef` is read in Kubernetes alone.',
  ),
  'secret-invalid': error(
    'A secret whose value is not what its field wants',
    'The message says what the value must be, and never what it is. Mend it where it is kept, and apply again.',
  ),
  'secret-missing': error(
    'A secret without a value',
    'A handle is declared, and the control plane neither holds the value behind it nor was sent one. Apply from where it can be read.',
  ),
  'secret-unexpected': error(
    'The value of a secret that is not declared',
    'Only a program that speaks to the control plane by itself meets this: values are sent for secrets that the declaration manages, each once.',
  ),
  'invalid-user-config': error(
    'A user’s configuration that can not be gone by',
    '`~/.config/splashtop/config.yaml` (or below `XDG_CONFIG_HOME`) says what splashctl may do on this machine. It is YAML, outside of any project, and nobody else may write to it.',
  ),
  'hostile-character': error(
    'A control, bidirectional or invisible character',
    'Such characters can make a text look like another one in a review. Remove them; line breaks are allowed in notes and descriptions.',
  ),
  'unknown-annotation': error(
    'An annotation or label of ours that does not exist',
    'Keys that begin with `splashtop.io/` are instructions to this program, so a misspelt one would be lost silently. Mend it, or use a prefix of your own.',
  ),
  'more-problems': {
    level: 'info',
    title: 'More problems than are shown',
    solve:
      'At most 100 are shown for one document, and 1,000 for one file or one request; the rest is counted. Mend those; the rest will show.',
  },
  'duplicate-display-name': error(
    'Two resources shown by one name',
    'Where lists show the display name alone, it is unique within its kind. Give one of them another.',
  ),
  'wrong-group-type': error(
    'A group of the wrong type',
    'Groups hold users, computers, or both. Where users are meant, name a group of type users or mixed; where computers are meant, computers or mixed.',
  ),
  'missing-time-zone': error(
    'Schedules without a time zone',
    'Set `spec.scheduledAccess.timeZone` in the Team: dates and hours of schedules are read in it.',
  ),
  'time-zone-in-use': error(
    'A time zone that can not change now',
    'The time zone stays as it is while there are schedules (guide S7). Remove every schedule first, or restore it.',
  ),
  'empty-ip-restriction': error(
    'An IP restriction that shuts everyone out',
    'List at least one range in `spec.ipRestriction.allow`, or turn it off.',
  ),
  'locks-actor-out': error(
    'A change that shuts out who makes it',
    'Nobody takes from itself the way in by which it would take the change back. Where it is the IP restriction, add a range that holds your own address, or commit from an address that stays allowed. Where it is your own user or role (disabled, removed, with no right to change anything; of a pipeline, those of who issued its token, too), let somebody else apply it.',
  ),
  'scim-unsupported': error('Provisioning that the identity provider can not do', 'azureAD, okta and jumpcloud can provision (guide S3).'),
  'two-default-sso-methods': error('Two default sign-in methods', 'At most one SsoMethod is the default for invitations.'),
  'grant-exceeds-admin': error(
    'A custom role that grants too much',
    'A custom role grants nothing that administrators do not have: team settings, sign-in and roles are not delegated.',
  ),
  'role-extends-owner': error('A role that extends the owner', 'There is one owner, named in Team. Extend another built-in role.'),
  'role-cycle': error('Roles that extend each other in a circle', 'Every chain of roles ends in a built-in one.'),
  'owner-role': error('The role `owner` given to a user', 'The owner is named in `spec.owner` of the Team and nowhere else.'),
  'admin-without-role': error(
    'A group administrator without the role',
    'Give the user the role group-admin or above, or remove the user from the administrators of the group.',
  ),
  'match-without-computers': error('A group of users that matches computers', 'Only groups of type computers or mixed have a `match`.'),
  'match-tie': error(
    'A computer that two groups match equally',
    'The group of the highest `priority` wins; two of the same are a tie. Change a priority, narrow a match, or name the group of the computer.',
  ),
  'duplicate-device': error('Two computers that are one device', 'A `deviceId` belongs to one computer: remove one of the two.'),
  'two-permissions': error(
    'A subject in two permissions',
    'A user or group stands in at most one AccessPermission, so that there is one answer to what it may reach.',
  ),
  'group-follows-group': error(
    'A group that follows a group',
    '`followGroup` is for users: groups are in no group. Write a value of its own.',
  ),
  'only-without-list': error('A permission for nothing', 'Mode `only` lists computers or groups. Write mode `none` if nothing is meant.'),
  'list-without-only': error('A list that is not looked at', 'Computers and groups are listed with mode `only` alone.'),
  'no-group-to-follow': warning(
    'A user who follows a group and is in none',
    'It reaches nothing, or has the defaults of the team. Put the user in a group, or write what you mean.',
  ),
  'mode-unsupported': error(
    'A mode that the resource does not support',
    'Connection pool and exclusive access are first supported by the resource, then used by its schedules.',
  ),
  'time-slot': error('Hours that do not fit', 'A slot ends after it begins, or on the next day with `crossesMidnight: true`.'),
  'recurrence-parts': error(
    'Parts of a recurrence that do not go together',
    '`days` go with weekly, `dayOfMonth` with monthly, `endDate` with anything that recurs; a `rule` stands alone.',
  ),
  'ends-before-start': error('A schedule that ends before it starts', 'Mend `startDate` or `endDate`.'),
  'never-occurs': error(
    'A schedule that never happens',
    'No date fits its recurrence between its first and its last. Mend it, or remove it.',
  ),
  'two-granular-controls': error(
    'A subject in two granular controls',
    'A user or group stands in at most one GranularControl: put all of its controls there.',
  ),
  'two-policies': error(
    'A target of two preference policies',
    'A computer has one policy. Name it, or its group, in one of them; a computer that is named wins over its group.',
  ),
  'custom-name': error(
    'A naming rule and a name that do not go together',
    '`customName` is given exactly when `namingRule` is not `hostname`.',
  ),
  'security-code': error(
    'A security code and a mode that do not go together',
    'Give `securityCode` exactly with mode `securityCode`, as a handle.',
  ),
  'unknown-kind': error('A kind that does not exist', 'Write one of the kinds listed in docs/kinds; they are spelt in PascalCase.'),
  'unknown-field': error(
    'A key that the kind does not have',
    'Unknown keys are refused, because a misspelt one would silently manage nothing.',
  ),
  'local-kind': error(
    'A kind that stays with the files',
    'An AccessTest says something about the declarations beside it: it is read with them, and no backend keeps it. `splashctl test` asks each.',
  ),
  'access-test-failed': error(
    'A test of access that fails',
    'What is declared gives an access, a feature or a setting that an AccessTest rules out, or lacks one that it wants. The message tells why, and where it is decided: mend that, or the test if the change is meant.',
  ),
  'access-test-asks-nothing': warning(
    'A test of access that asks nothing',
    'It passes whatever is declared, so it covers no sensitive group either. Name users and computers, or groups that somebody and something is in.',
  ),
  'sensitive-untested': error(
    'A sensitive group without a test',
    'A group that is labelled `splashtop.io/sensitive` needs an AccessTest that expects `access` of it, or of a user or a computer in it; one that comes to nobody, or that expects features and settings alone, covers nothing. `splashctl test` shows what covers which group.',
  ),
  'sensitive-label-removed': warning(
    'A group that is no longer labelled as sensitive',
    'Without the label `splashtop.io/sensitive` no test is needed any more, and access may change unnoticed. Put it back, or have its removal reviewed by whoever asked for it.',
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
  'too-many-access-lost': error(
    'More access lost than the guard lets pass',
    'Counted in ways from a user to a computer: those that are gone, those that held always and are left to schedules, and those without any hour left in the next four weeks. Read the impact in the plan; if it is meant, allow as many: `--allow-access-loss 5000`.',
  ),
  'empty-configuration': error(
    'A configuration that declares nothing',
    'Applying it would delete everything. Look at `sources` in splashtop.yaml. If it is meant, allow each kind and count.',
  ),
  'last-administrator': error('Nobody would be left to administer the team', 'At least one enabled user keeps a role of admin or above.'),
  'break-glass-unknown': warning(
    'A break-glass user that does not exist',
    'A misspelt name protects nobody. Mend it, or declare the user.',
  ),
  guardrail: warning(
    'What a guardrail of the project complains of',
    'Its id stands in brackets. `splashctl policy explain ID` says why; docs/policies.md lists all.',
  ),
  'rule-unknown': error(
    'A rule that does not exist, or that can not be switched',
    'Guardrails are switched and waived by their ids: `splashctl policy list`. Invariants and the guards of `safety` are none.',
  ),
  'waiver-expired': error('A waiver whose last day is over', 'Mend what it excused, or have it reviewed and write a later `expires`.'),
  'waiver-unused': warning('A waiver that excuses nothing', 'What it excused is mended, or it is misspelt: remove it, or mend it.'),
  'resource-admin-without-role': warning(
    'An administrator who may administer nothing',
    'Who is named as an administrator of a scheduled resource or a policy needs the role group-admin or above. A scheduled resource whose administrators all lack it is suspended.',
  ),
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
  'database-unmade': error(
    'The file of the database is empty',
    'A database appears whole, so somebody or something emptied it. Nothing was written. Copy the latest backup to its name.',
  ),
  'database-outdated': error(
    'The database was written by an older splashctl',
    'Reading changes nothing, so it upgrades nothing either. The next apply upgrades it; make a backup first.',
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
  'database-url': error(
    'The URL of a database cannot be used',
    'It is never shown, as it holds a password. Write `postgres://user:password@host:5432/name`; off the machine itself TLS is used and verified unless `sslmode` says otherwise.',
  ),
  'database-unreachable': error(
    'The database cannot be reached',
    'Check that it runs and that the way to it is open. Running again is safe: what was committed already is not committed twice.',
  ),
  'database-refused': error(
    'The database refuses the connection',
    'User, password, name, certificate or rights do not fit. Nothing was read or written. Mend the URL, or what the user may do there.',
  ),
  'store-not-empty': error(
    'A store that is to be filled holds something',
    'Nothing was written. Name an empty database, or a file that does not exist: nothing is ever overwritten.',
  ),
  'permission-denied': error(
    'The place of the database belongs to another user',
    'What is in it is not known, so nothing was read, planned or written. Run as the user whom the folder belongs to.',
  ),
  'not-permitted': error(
    'A change that who applies may not make',
    'The message names the action and the roles that have it; docs/kinds/README.md has the whole table. Let somebody apply it who may.',
  ),
  'session-no-access': error(
    'A session that nothing admits',
    'Who reaches which computer, and when, is declared: a permission, a group, or the hours of a schedule. `splashctl explain USER COMPUTER` says what is missing, and which declaration would give it.',
  ),
  'relay-secret': error(
    'TURN servers without a secret',
    'TURN servers let in whoever has a credential made of the secret that they share with the team (`use-auth-secret`, `static-auth-secret` of coturn). Declare it as a handle, or take the servers away.',
  ),
  'session-pool-full': error(
    'A pool without a free computer',
    'Where access is through a connection pool, the control plane picks a computer of it that is in touch, takes sessions and on which nobody works. There is none now.',
  ),
  'session-refused': error(
    'A computer that refuses a session',
    'The computer holds its policy whatever the control plane says: it refuses where the policy has expired, where a setting can not be enforced that protects it, or where it has no display or engine. The message says which.',
  ),
  'session-offline': error(
    'A computer that is not in touch',
    'Sessions begin by the stream between the agent and the control plane. See that the computer is switched on, and its agent runs; `splashctl fleet --online` lists those in touch.',
  ),
  'session-busy': error(
    'A computer that is taken',
    'Somebody else works on it, or it has as many sessions as it takes; or who asks works on another one. `spec.features.concurrentSessions` of the Team lets two people work on one computer at once, `spec.members.connectToActiveSession` lets members be the second of them, and `spec.members.multipleSessions` lets them work on several. Exclusive access lets nobody else in.',
  ),
  'session-ticket': error(
    'A link to a session that is used up',
    'A link that `splashctl connect` makes opens one session, within a minute. Make a new one.',
  ),
  'unknown-session': error(
    'A session that there is not',
    'It has ended, or there never was one of this id. `GET …/sessions` lists those that run.',
  ),
  'bad-token': error(
    'A text that is no API token',
    'A token begins with `sp_` and ends with a checksum: a letter that was lost or changed is noticed. Copy it whole, or issue another.',
  ),
  'token-refused': error(
    'An API token that does not hold here',
    'It is revoked or over its time, or comes from an address that it is not for. Issue another, or use it from where it is allowed.',
  ),
  'two-step-needed': error(
    'A second step that was not passed',
    'Who has two-step verification on passes it with each token, by `splashctl two-step verify`, and again after thirty days; until then the token is good for nothing else. Of whom it is required, who has not set it up (`splashctl two-step enrol`), has no session on a computer.',
  ),
  'two-step-code': error(
    'A wrong code of two-step verification',
    'Codes change every thirty seconds and count once. A device whose clock is a minute off shows wrong ones. Who has lost the app takes a recovery code; who has lost those too is reset by an administrator: `splashctl two-step reset USER`.',
  ),
  'two-step-locked': error(
    'Too many wrong codes in a row',
    'After five, one is listened to a minute, and half as often each time, down to one an hour. A right one ends that.',
  ),
  'two-step-off': error(
    'Two-step verification that is not on',
    'There is nothing to be passed or turned off. `splashctl two-step enrol` sets it up.',
  ),
  'two-step-on': error(
    'Two-step verification that is on already',
    'One app at a time is checked against. Turn it off by a code (`splashctl two-step remove`), then set it up anew.',
  ),
  'read-only': error('The place of the database cannot be written', 'Nothing was written. Make the folder writable for your user.'),
  'disk-full': error('The disk is full', 'The commit was undone as a whole. Free some space and apply again.'),
  'backup-exists': error('The file of a backup exists', 'A backup overwrites nothing. Name a file that does not exist.'),
  'keys-missing': warning(
    'The keys of the database are out of reach',
    'Entries of the audit log are not signed until they are back. Put the key folder back, or point SPLASHTOP_KEYS to the folder that holds it.',
  ),
  'sealing-impossible': error(
    'A code or a secret cannot be sealed without the operator key',
    'Deployment codes and the values of secrets are kept encrypted. Put the key folder back, then apply again.',
  ),
  'unsealing-impossible': error(
    'A sealed value that cannot be opened',
    'Codes are read with the operator key under which they were sealed. Put the key folder back; where the key is lost for good, so is the code: delete the package and declare it anew, which draws another.',
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
  'audit-unvouched': error(
    'Entries of the audit log are not signed, and no signed one says why',
    'There is a key, and they were written without it. If you applied without the keys yourself, the next apply with them records it, for good.',
  ),
  'audit-unsigned': warning(
    'Entries of the audit log are not signed',
    'They were written without the audit key. A later signed entry names them, or there was no key as yet. Make sure that you know who wrote them.',
  ),
  'server-unreachable': error(
    'A control plane that cannot be reached',
    'Check `backend.server.url` in splashtop.yaml, the network, and that the control plane runs (`/healthz`). Nothing was changed.',
  ),
  'server-foreign': error(
    'Something else answers where the control plane should be',
    'Mend `backend.server.url` in splashtop.yaml; a proxy in between may need to be told of the control plane.',
  ),
  'outcome-unknown': error(
    'It is not known whether an apply was done',
    'The connection was lost after it was sent. An apply is whole or absent: `splashctl plan` shows what is still to be done, and to apply again is safe.',
  ),
  unauthenticated: error(
    'No API token was sent to the control plane',
    'Every call but those about its health needs one, as `Authorization: Bearer sp_…`. `splashctl login` gets one for a person, `splashctl token create` makes one for a pipeline.',
  ),
  'invalid-request': error(
    'A request that is not understood',
    'The message names what is wrong. `/openapi.json` of the control plane describes every call; nothing was done.',
  ),
  'unknown-endpoint': error('No such call of the API', '`/openapi.json` of the control plane lists the calls.'),
  'team-exists': error(
    'A team that is there already',
    'A team begins once. Sign in to it; who has lost the way in is helped by an invitation that the operator gives on the machine of the control plane.',
  ),
  'unknown-team': error(
    'A team that this control plane does not serve',
    'Mend `team` in splashtop.yaml, or make the team: `splashctl server init` on the machine of the control plane.',
  ),
  'method-not-allowed': error('A call with another method', '`/openapi.json` of the control plane says by which method a path is called.'),
  'unsupported-media-type': error('A body in a form that the call does not take', 'Send `Content-Type: application/json`.'),
  'precondition-failed': error(
    'A precondition that does not hold',
    'Somebody was quicker: read the resource again, look at what changed, and send the write with its new `ETag`.',
  ),
  'rate-limited': error(
    'Too many requests',
    'Wait as long as `Retry-After` says. A client that follows changes asks `watch`, and not again and again.',
  ),
  'request-timeout': error('A request that came too slowly', 'It was cut off, and nothing was done. Send it again.'),
  'server-stopping': error(
    'A control plane that is about to stop',
    'What was under way is finished, nothing new is begun. Send it again: another replica, or the next start, takes it.',
  ),
  'unknown-online-key': error(
    'A document signed by a key that the agent has not seen',
    'Nothing to do as a rule: the agent asks for the newer keys, and believes them where they lead back to the root that it was told to trust.',
  ),
  'policy-of-other-team': error(
    'A policy of another team',
    'The agent keeps the policy that it has. Look at which control plane answers under its address, and at what stands before it.',
  ),
  'policy-of-other-agent': error(
    'A policy that was confirmed for another agent',
    'The agent keeps the policy that it has. Something between it and the control plane mixes up answers: a cache, for one.',
  ),
  'policy-of-other-content': error(
    'A confirmation that is of another policy',
    'The agent keeps the policy that it has. Something between it and the control plane mixes up answers: a cache, for one.',
  ),
  'policy-rolled-back': error(
    'A policy that is older than one that was seen',
    'The agent keeps the newer one that it has. If the control plane was restored from a backup, run `splashctl keys restore` there; if not, somebody plays old answers again.',
  ),
  'policy-out-of-date': error(
    'A policy that is not confirmed any more',
    'Each confirmation holds for 72 hours. Look at the clocks of the control plane and of the computer.',
  ),
  'policy-not-understood': error(
    'A policy that this version of the agent does not understand',
    'The agent keeps the policy that it has, whole: it never applies a part of one. Install the newer version of the agent.',
  ),
  'agent-not-enrolled': error(
    'A computer that is not enrolled',
    '`splashtop-agent enrol CODE --server URL --root FINGERPRINT` enrols it; a deployment package has all three.',
  ),
  'already-enrolled': error(
    'A computer that is enrolled already',
    '`splashtop-agent unenrol` takes it out of its team; `enrol … --again` keeps its place and makes a new key.',
  ),
  'agent-running': error(
    'A state on which an agent runs',
    'One agent works on one state. Stop it first: `systemctl stop splashtop-agent`.',
  ),
  'agent-state': error(
    'A state of the agent that cannot be used',
    'The message says which file. A state that is damaged is made anew by `splashtop-agent enrol … --again`.',
  ),
  'state-open': error(
    'A state of the agent that others can reach',
    'Who can read the key could be this computer, who can write the rest could say what it has seen. Take the rights of others away, and enrol again if somebody may have used them.',
  ),
  'state-not-written': error(
    'A state of the agent that cannot be written',
    'Nothing of what was to be written took effect. Make room on the disk, or make it writable.',
  ),
  'local-settings': error(
    'Settings of a computer that cannot be read',
    '`local.json` is an object of names of settings and their values: `{"session.sound": "off"}`. Until it is mended it counts as empty.',
  ),
  'one-time-token': error(
    'A one-time token where one that lasts is needed',
    'It is good for signing in once: `splashctl login` exchanges it for one that lasts.',
  ),
  'device-keys-missing': error(
    'A control plane without keys for agents',
    'Agents believe what a key has signed that their root leads to. `splashctl keys init` makes both on the machine of the control plane; one that ended is followed by `splashctl keys rotate`. People are served all the while.',
  ),
  'device-keys': error(
    'Keys for agents that can’t be used',
    'The folder `devices` beside the keys of the database is not as it was written. Put it back from its copy, or from another server of the same database: agents believe no new keys that the old root did not sign.',
  ),
  'device-keys-ending': warning(
    'An online key that ends soon',
    'The key that servers sign policies with holds for 90 days. `splashctl keys rotate` makes the next one; it needs the key of the root, which should lie elsewhere (`--root-key FILE`).',
  ),
  'root-key': error(
    'The key of the root is needed, and is not at hand',
    'New online keys, roots and epochs are signed by the newest root. Bring its file from where it is kept, and name it by `--root-key FILE`.',
  ),
  'enrolment-code': error(
    'A code that takes no computers in',
    'A code belongs to a DeploymentPackage, or is for one computer once. One that was mistyped, spent or deleted is none.',
  ),
  'enrolment-expired': error(
    'A code that takes no more computers in',
    'Its package has an `expiresAt`, or it was for one computer and a day. Set a later time, or make another code.',
  ),
  'enrolment-full': error(
    'A package that has taken in all the computers that it may',
    'Raise `spec.maxEnrolments` of the DeploymentPackage, or use another package.',
  ),
  'enrolment-denied': error(
    'An installation that an administrator refused',
    'Its key is refused for good. Install the agent anew, and have it approved.',
  ),
  'enrolment-crowded': error(
    'Too many wait to be let in',
    'Those who wait take up room until somebody says yes or no: `splashctl approve` lists them.',
  ),
  'agent-revoked': error(
    'An agent that is un-enrolled',
    'Its computer is not in the team any more, was taken over by another installation, or says `enrolment: revoked`. Enrol it anew where it should be.',
  ),
  'agent-unauthenticated': error(
    'A request that no agent signed',
    'Agents sign their requests with the key that they enrolled by (RFC 9421), within a minute of the server’s clock; a clock that is wrong learns by how much from the answer.',
  ),
  'device-log-gap': error(
    'The log of a device leaves events out',
    'Events are numbered and chained, so that what is missing shows. The agent asks where the log goes on, and sends it from there; events that it has lost itself stay missing.',
  ),
  'device-log-fork': error(
    'The log of a device says otherwise what it said before',
    'What was told once is not told again in another way: an agent that was put back from an old copy goes on from where the server says, or somebody rewrote the log on the device.',
  ),
  'not-enrolled': error(
    'A computer that is not enrolled',
    'It is declared, and no agent has come by its name. Install one, or make a code for it: `splashctl approve NAME --code`.',
  ),
  'nobody-waits': error(
    'Nobody waits to be let in by that name',
    '`splashctl approve` lists who waits, with the fingerprint that the installation shows.',
  ),
  'several-wait': error(
    'Several wait to be let in by the same name',
    'Only one of them is the computer. Compare the fingerprints with what the right one shows (`splashtop-agent status`).',
  ),
  'root-key-online': warning(
    'The key of the root lies on the machine of the control plane',
    'Who has it can make agents believe anything, for good. Move `root-N.key` to a medium that no network reaches, with a copy in another place; it is needed every 90 days.',
  ),
  'server-url': error(
    'A URL that is none of a control plane',
    'Write it as `https://control.example.com`; plain `http://` on the same machine alone.',
  ),
  'not-signed-in': error(
    'No token for this control plane on this computer',
    '`splashctl login` keeps one for a person. A pipeline has SPLASHTOP_TOKEN, and SPLASHTOP_SERVER that says for which server it is.',
  ),
  'token-without-server': error(
    'A token in the environment that says not for which server it is',
    'A checkout names the server, and may be a stranger’s. Set SPLASHTOP_SERVER, outside of the checkout, to the one that SPLASHTOP_TOKEN is for.',
  ),
  'token-of-other-server': error(
    'A token of another server than the project names',
    'A token is sent only where it belongs. If the project moved, change SPLASHTOP_SERVER; if not, somebody changed `backend.server.url`.',
  ),
  'credentials-open': error(
    'Tokens that others may read',
    'Take the rights of others away (`chmod 600`); revoke what somebody could have read.',
  ),
  'credentials-unreadable': error('The kept tokens cannot be read', 'Mend the permissions of the file, or remove it and sign in again.'),
  'unknown-token': error(
    'No such API token',
    '`splashctl token list` shows the tokens that you may see: your own and those that you issued; all, for who manages tokens.',
  ),
  'address-barred': error(
    'An address from which the team lets nobody in',
    'The Team has an IP restriction on. Come from one of its addresses, or have `spec.ipRestriction` changed by somebody who is there.',
  ),
  'audit-gap': warning(
    'The audit log goes on from an older state',
    'A backup was restored, or the end of the log was removed: the entry that is named recorded it. Make sure that you know why.',
  ),
} satisfies Record<string, CodeEntry>

export type ProblemCode = keyof typeof codes
export { error as errorCode, warning as warningCode }

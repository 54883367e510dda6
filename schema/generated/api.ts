/* Made by `npm run generate` from the OpenAPI document: not to be edited. */

/** Method, and path behind that of the team. */
export const calls = {
  whoami: ['GET', '/whoami'],
  getSnapshot: ['GET', '/snapshot'],
  watch: ['GET', '/watch'],
  plan: ['POST', ':plan'],
  apply: ['POST', ':apply'],
  differingSecrets: ['POST', ':differing'],
  listResources: ['GET', '/resources/{plural}'],
  getResource: ['GET', '/resources/{plural}/{name}'],
  putResource: ['PUT', '/resources/{plural}/{name}'],
  patchResource: ['PATCH', '/resources/{plural}/{name}'],
  deleteResource: ['DELETE', '/resources/{plural}/{name}'],
  listRevisions: ['GET', '/revisions'],
  getRevision: ['GET', '/revisions/{revision}'],
  getRevisionAt: ['GET', '/revision-at'],
  listTouched: ['GET', '/touched'],
  getApplied: ['GET', '/applied'],
  explainDrift: ['POST', ':drift'],
  readPackageCode: ['POST', '/packages/{name}:code'],
  getAgentRoot: ['GET', '/root'],
  listAudit: ['GET', '/audit'],
  verifyAudit: ['POST', '/audit:verify'],
  listWaiting: ['GET', '/enrolments'],
  approveComputer: ['POST', '/computers/{name}:approve'],
  makeComputerCode: ['POST', '/computers/{name}:code'],
  unenrolComputer: ['POST', '/computers/{name}:unenrol'],
  getFleet: ['GET', '/fleet'],
  getInventory: ['GET', '/fleet/{name}/inventory'],
  getRollout: ['GET', '/rollouts/{revision}'],
  getDeviceLog: ['GET', '/device-log'],
  createSession: ['POST', '/sessions'],
  listSessions: ['GET', '/sessions'],
  createTicket: ['POST', '/sessions:ticket'],
  getIceServers: ['POST', '/sessions:ways'],
  redeemTicket: ['POST', '/sessions:redeem'],
  exchangeCandidates: ['POST', '/sessions/{id}/candidates'],
  endSession: ['DELETE', '/sessions/{id}'],
  listReachable: ['GET', '/reachable'],
  explainAccess: ['GET', '/explanation'],
  listAccess: ['GET', '/access'],
  getDifference: ['GET', '/difference'],
  signIn: ['POST', ':sign-in'],
  signOut: ['POST', ':sign-out'],
  login: ['POST', ':login'],
  listTokens: ['GET', '/tokens'],
  createToken: ['POST', '/tokens'],
  revokeToken: ['DELETE', '/tokens/{id}'],
  getTwoStep: ['GET', '/two-step'],
  beginTwoStep: ['POST', '/two-step:begin'],
  confirmTwoStep: ['POST', '/two-step:confirm'],
  verifyTwoStep: ['POST', '/two-step:verify'],
  renewRecoveryCodes: ['POST', '/two-step:recovery-codes'],
  removeTwoStep: ['POST', '/two-step:remove'],
  resetTwoStep: ['POST', '/two-step:reset'],
} as const

export interface Calls {
whoami: {
path: {

}
query: {

}
body: undefined
answer: {
actor: string
role: (string | null)
rank: (string | null)
address: string
may: {
read: boolean
logs: boolean
}
token: {
id: string
expires: string
}
identity: {

}
}
}
getSnapshot: {
path: {

}
query: {
since?: number
mark?: string
revision?: number
atLeast?: number
}
body: undefined
answer: {
version: 1
database: string
team: string
revision: number
mark: string
resources: {
apiVersion: string
kind: string
metadata: {
name: string
namespace: string
labels?: {

}
annotations?: {

}
}
spec?: {

}
status?: {

}
}[]
since?: number
deleted?: {
kind: string
name: string
}[]
}
}
watch: {
path: {

}
query: {
since?: number
}
body: undefined
answer: undefined
}
plan: {
path: {

}
query: {

}
body: {
/**
 * Who declares: owns the fields that it sets, as `git:acme/iac`.
 */
manager: string
/**
 * What it declares, sparse: an absent field is not its own.
 * 
 * @maxItems 250000
 */
resources: object[]
/**
 * By `Kind/name`, where a resource is declared.
 */
sources?: {
[k: string]: {
file: string
line: number
column: number
}
}
/**
 * What the declaration speaks of, when that is not all that the manager declares: silence about anything else says nothing.
 * 
 * Items: `Kind/name`.
 */
scope?: string[]
/**
 * Resources to be taken over from other managers, with their declared fields.
 * 
 * Items: `Kind/name`.
 */
adopt?: string[]
/**
 * The commit that the files are from.
 */
commit?: (string | null)
/**
 * When the plan is evaluated: RFC 3339, UTC. Now, when nothing is said.
 */
evaluatedAt?: string
/**
 * False: who gains and loses what is not worked out.
 */
impact?: boolean
}
answer: {
version: 1
base: number
evaluatedAt: string
changes: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
before: unknown
after: unknown
fields: {
path: string
before: unknown
after: unknown
}[]
reason: {
text: string
at: {
file: string
line: number
column: number
}[]
}
needs: string[]
from?: string
}[]
drift: {
key: string
path: string
lastApplied: unknown
live: unknown
by: (string | null)
time: (string | null)
}[]
impact: ({
from: string
until: string
zone: string
edges: {
before: number
after: number
gained: number
lost: number
changed: number
}
gained: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
lost: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
changed: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
features: {
users: string[]
userGroup: (string | null)
computers: (string[] | null)
computerGroup: (string | null)
features: {
[k: string]: {
before: (string | null)
after: (string | null)
}
}
because: string[]
}[]
settings: {
computers: string[]
computerGroup: (string | null)
settings: {
[k: string]: {
before: {
value: unknown
origin: string
locked: boolean
}
after: {
value: unknown
origin: string
locked: boolean
}
}
}
because: string[]
}[]
sessions: {
user: string
computer: string
since: string
because: string[]
}[]
} | null)
digest: string
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}
}
apply: {
path: {

}
query: {

}
body: {
/**
 * Who declares: owns the fields that it sets, as `git:acme/iac`.
 */
manager: string
/**
 * What it declares, sparse: an absent field is not its own.
 * 
 * @maxItems 250000
 */
resources: object[]
/**
 * By `Kind/name`, where a resource is declared.
 */
sources?: {
[k: string]: {
file: string
line: number
column: number
}
}
/**
 * What the declaration speaks of, when that is not all that the manager declares: silence about anything else says nothing.
 * 
 * Items: `Kind/name`.
 */
scope?: string[]
/**
 * Resources to be taken over from other managers, with their declared fields.
 * 
 * Items: `Kind/name`.
 */
adopt?: string[]
/**
 * The commit that the files are from.
 */
commit?: (string | null)
/**
 * When the plan is evaluated: RFC 3339, UTC. Now, when nothing is said.
 */
evaluatedAt?: string
/**
 * What was shown and agreed to. Where it would be another one now, nothing is done (409).
 */
plan?: {
base: number
/**
 * When the plan is evaluated: RFC 3339, UTC. Now, when nothing is said.
 */
evaluatedAt: string
changes: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
before: unknown
after: unknown
fields: {
path: string
before: unknown
after: unknown
}[]
reason: {
text: string
at: {
file: string
line: number
column: number
}[]
}
needs: string[]
from?: string
}[]
digest: string
}
/**
 * What the handles of secrets lead to, by the field (`spec.scim.token`) of a resource.
 * 
 * @maxItems 10000
 */
secrets?: {
/**
 * `Kind/name`.
 */
key: string
path: string
value: string
}[]
/**
 * A digest of all that was loaded: `applied` tells it again.
 */
configDigest?: (string | null)
}
answer: {
version: 1
revision: number
results: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
result: ("done" | "failed" | "skipped" | "unknown")
problems?: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}[]
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}
}
differingSecrets: {
path: {

}
query: {

}
body: {
/**
 * What the handles of secrets lead to, by the field (`spec.scim.token`) of a resource.
 * 
 * @maxItems 10000
 */
secrets: {
/**
 * `Kind/name`.
 */
key: string
path: string
value: string
}[]
}
answer: {
differing: {
key: string
path: string
}[]
}
}
listResources: {
path: {
plural: ("teams" | "ssomethods" | "roles" | "users" | "groups" | "computers" | "accesspermissions" | "scheduledresources" | "schedules" | "granularcontrols" | "preferencepolicies" | "deploymentpackages")
}
query: {
label?: string
limit?: number
after?: string
}
body: undefined
answer: {
version: 1
revision: number
resources: {
apiVersion: string
kind: string
metadata: {
name: string
namespace: string
labels?: {

}
annotations?: {

}
}
spec?: {

}
status?: {

}
}[]
next?: string
}
}
getResource: {
path: {
plural: ("teams" | "ssomethods" | "roles" | "users" | "groups" | "computers" | "accesspermissions" | "scheduledresources" | "schedules" | "granularcontrols" | "preferencepolicies" | "deploymentpackages")
name: string
}
query: {
manager?: string
}
body: undefined
answer: {
apiVersion: string
kind: string
metadata: {
name: string
namespace: string
labels?: {

}
annotations?: {

}
}
spec?: {

}
status?: {

}
}
}
putResource: {
path: {
plural: ("teams" | "ssomethods" | "roles" | "users" | "groups" | "computers" | "accesspermissions" | "scheduledresources" | "schedules" | "granularcontrols" | "preferencepolicies" | "deploymentpackages")
name: string
}
query: {
manager?: string
dryRun?: boolean
}
body: object
answer: ({
version: 1
revision: number
results: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
result: ("done" | "failed" | "skipped" | "unknown")
problems?: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}[]
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
resource: ({
apiVersion: string
kind: string
metadata: {
name: string
namespace: string
labels?: {

}
annotations?: {

}
}
spec?: {

}
status?: {

}
} | null)
} | {
version: 1
base: number
evaluatedAt: string
changes: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
before: unknown
after: unknown
fields: {
path: string
before: unknown
after: unknown
}[]
reason: {
text: string
at: {
file: string
line: number
column: number
}[]
}
needs: string[]
from?: string
}[]
drift: {
key: string
path: string
lastApplied: unknown
live: unknown
by: (string | null)
time: (string | null)
}[]
impact: ({
from: string
until: string
zone: string
edges: {
before: number
after: number
gained: number
lost: number
changed: number
}
gained: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
lost: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
changed: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
features: {
users: string[]
userGroup: (string | null)
computers: (string[] | null)
computerGroup: (string | null)
features: {
[k: string]: {
before: (string | null)
after: (string | null)
}
}
because: string[]
}[]
settings: {
computers: string[]
computerGroup: (string | null)
settings: {
[k: string]: {
before: {
value: unknown
origin: string
locked: boolean
}
after: {
value: unknown
origin: string
locked: boolean
}
}
}
because: string[]
}[]
sessions: {
user: string
computer: string
since: string
because: string[]
}[]
} | null)
digest: string
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
})
}
patchResource: {
path: {
plural: ("teams" | "ssomethods" | "roles" | "users" | "groups" | "computers" | "accesspermissions" | "scheduledresources" | "schedules" | "granularcontrols" | "preferencepolicies" | "deploymentpackages")
name: string
}
query: {
manager?: string
dryRun?: boolean
}
body: {

}
answer: ({
version: 1
revision: number
results: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
result: ("done" | "failed" | "skipped" | "unknown")
problems?: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}[]
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
resource: ({
apiVersion: string
kind: string
metadata: {
name: string
namespace: string
labels?: {

}
annotations?: {

}
}
spec?: {

}
status?: {

}
} | null)
} | {
version: 1
base: number
evaluatedAt: string
changes: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
before: unknown
after: unknown
fields: {
path: string
before: unknown
after: unknown
}[]
reason: {
text: string
at: {
file: string
line: number
column: number
}[]
}
needs: string[]
from?: string
}[]
drift: {
key: string
path: string
lastApplied: unknown
live: unknown
by: (string | null)
time: (string | null)
}[]
impact: ({
from: string
until: string
zone: string
edges: {
before: number
after: number
gained: number
lost: number
changed: number
}
gained: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
lost: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
changed: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
features: {
users: string[]
userGroup: (string | null)
computers: (string[] | null)
computerGroup: (string | null)
features: {
[k: string]: {
before: (string | null)
after: (string | null)
}
}
because: string[]
}[]
settings: {
computers: string[]
computerGroup: (string | null)
settings: {
[k: string]: {
before: {
value: unknown
origin: string
locked: boolean
}
after: {
value: unknown
origin: string
locked: boolean
}
}
}
because: string[]
}[]
sessions: {
user: string
computer: string
since: string
because: string[]
}[]
} | null)
digest: string
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
})
}
deleteResource: {
path: {
plural: ("teams" | "ssomethods" | "roles" | "users" | "groups" | "computers" | "accesspermissions" | "scheduledresources" | "schedules" | "granularcontrols" | "preferencepolicies" | "deploymentpackages")
name: string
}
query: {
manager?: string
dryRun?: boolean
}
body: undefined
answer: ({
version: 1
revision: number
results: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
result: ("done" | "failed" | "skipped" | "unknown")
problems?: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}[]
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
resource: ({
apiVersion: string
kind: string
metadata: {
name: string
namespace: string
labels?: {

}
annotations?: {

}
}
spec?: {

}
status?: {

}
} | null)
} | {
version: 1
base: number
evaluatedAt: string
changes: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
before: unknown
after: unknown
fields: {
path: string
before: unknown
after: unknown
}[]
reason: {
text: string
at: {
file: string
line: number
column: number
}[]
}
needs: string[]
from?: string
}[]
drift: {
key: string
path: string
lastApplied: unknown
live: unknown
by: (string | null)
time: (string | null)
}[]
impact: ({
from: string
until: string
zone: string
edges: {
before: number
after: number
gained: number
lost: number
changed: number
}
gained: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
lost: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
changed: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
features: {
users: string[]
userGroup: (string | null)
computers: (string[] | null)
computerGroup: (string | null)
features: {
[k: string]: {
before: (string | null)
after: (string | null)
}
}
because: string[]
}[]
settings: {
computers: string[]
computerGroup: (string | null)
settings: {
[k: string]: {
before: {
value: unknown
origin: string
locked: boolean
}
after: {
value: unknown
origin: string
locked: boolean
}
}
}
because: string[]
}[]
sessions: {
user: string
computer: string
since: string
because: string[]
}[]
} | null)
digest: string
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
})
}
listRevisions: {
path: {

}
query: {
limit?: number
}
body: undefined
answer: {
version: 1
revisions: {
revision: number
time: string
actor: string
manager: string
/**
 * The commit that was applied: its number, followed by `+edits` if the files were not what it holds, by `+unverified` if that could not be told.
 */
commit: (string | null)
planDigest: (string | null)
counts: {
[k: string]: number
}
}[]
}
}
getRevision: {
path: {
revision: number
}
query: {

}
body: undefined
answer: {
revision: number
time: string
actor: string
manager: string
/**
 * The commit that was applied: its number, followed by `+edits` if the files were not what it holds, by `+unverified` if that could not be told.
 */
commit: (string | null)
planDigest: (string | null)
counts: {
[k: string]: number
}
}
}
getRevisionAt: {
path: {

}
query: {
time: string
}
body: undefined
answer: {
revision: number
}
}
listTouched: {
path: {

}
query: {
since?: number
until?: number
}
body: undefined
answer: {
touched: {
revision: number
op: string
key: string
from?: string
}[]
}
}
getApplied: {
path: {

}
query: {
manager: string
digest: string
}
body: undefined
answer: {
revision: (number | null)
secrets?: boolean
}
}
explainDrift: {
path: {

}
query: {

}
body: {
/**
 * @maxItems 100000
 */
drift: {
key: string
path: string
lastApplied: unknown
live: unknown
by: (string | null)
time: (string | null)
}[]
}
answer: {
drift: {
key: string
path: string
lastApplied: unknown
live: unknown
by: (string | null)
time: (string | null)
}[]
}
}
readPackageCode: {
path: {
name: string
}
query: {

}
body: undefined
answer: {
version: 1
package: string
code: string
issuedAt: (string | null)
revision: number
}
}
getAgentRoot: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
fingerprint: (string | null)
}
}
listAudit: {
path: {

}
query: {
limit?: number
}
body: undefined
answer: {
version: 1
log: {
sequence: number
revision: number
time: string
actor: string
manager: string
/**
 * The commit that was applied: its number, followed by `+edits` if the files were not what it holds, by `+unverified` if that could not be told.
 */
commit: (string | null)
planDigest: (string | null)
changes: {
op: string
key: string
from?: string
fields?: string[]
digest?: string
sealed?: {
[k: string]: string | null
}
}[]
address?: string
tokens?: {
op: ("issue" | "use" | "revoke")
id: string
holder: string
digest: string
}[]
reads?: {
key: string
name: string
}[]
configDigest?: (string | null)
gap?: {
sequence: number
hash: string
}
unsigned?: {
from: number
to: number
}
}[]
}
}
verifyAudit: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
entries: number
signed: number
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}
}
listWaiting: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
waiting: {
computer: string
fingerprint: string
hostname: string
os: string
at: string
address: (string | null)
package: (string | null)
replaces: boolean
}[]
}
}
approveComputer: {
path: {
name: string
}
query: {

}
body: {
/**
 * The fingerprint that the installation shows, where several wait.
 */
fingerprint?: string
deny?: boolean
}
answer: {
version: 1
decided: {
computer: string
fingerprint: string
hostname: string
os: string
at: string
address: (string | null)
package: (string | null)
replaces: boolean
}
approved: boolean
}
}
makeComputerCode: {
path: {
name: string
}
query: {

}
body: undefined
answer: {
version: 1
code: string
expires: string
}
}
unenrolComputer: {
path: {
name: string
}
query: {

}
body: undefined
answer: undefined
}
getFleet: {
path: {

}
query: {
computer?: string
group?: string
online?: boolean
current?: boolean
condition?: string
troubled?: boolean
}
body: undefined
answer: {
version: 1
revision: number
computers: {
computer: string
displayName: (string | null)
group: (string | null)
package: (string | null)
agent: string
version: string
os: string
hostname: string
enrolledAt: string
revoked: boolean
online: boolean
lastSeen: (string | null)
policy: ({
epoch: number
rev: number
digest: string
appliedAt: string
} | null)
current: boolean
lag: (number | null)
rejected: ({
code: string
reason: string
} | null)
conditions: {
code: string
level: string
title: string
text: string
since: string
}[]
unsupported: string[]
failed: {
setting: string
reason: string
}[]
sessions: number
}[]
}
}
getInventory: {
path: {
name: string
}
query: {

}
body: undefined
answer: {
version: 1
inventory: unknown
}
}
getRollout: {
path: {
revision: number
}
query: {

}
body: undefined
answer: {
version: 1
revision: number
affected: number
enforcing: number
unsupported: number
offline: number
behind: {
computer: string
why: string
}[]
}
}
getDeviceLog: {
path: {

}
query: {
days?: number
computer?: string
limit?: number
}
body: undefined
answer: {
version: 1
log: {
computer: string
agent: string
number: number
received: string
time: string
event: string
details?: {

}
}[]
}
}
createSession: {
path: {

}
query: {

}
body: {
computer: string
/**
 * The description of the viewer, with its candidates (SDP).
 */
offer: string
/**
 * Candidates that are found later go by themselves, on both sides: `…/sessions/{id}/candidates`.
 */
trickle?: true
}
answer: {
version: 1
session: {
id: string
computer: string
displayName: string
notAfter: (string | null)
}
answer: string
signal: (string | null)
}
}
listSessions: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
sessions: {
id: string
user: string
computer: string
since: string
}[]
}
}
createTicket: {
path: {

}
query: {

}
body: {
computer: string
}
answer: {
version: 1
ticket: string
expires: string
}
}
getIceServers: {
path: {

}
query: {

}
body: {
ticket: string
}
answer: {
version: 1
iceServers: {
urls: string[]
username?: string
credential?: string
}[]
}
}
redeemTicket: {
path: {

}
query: {

}
body: {
ticket: string
/**
 * The description of the viewer, with its candidates (SDP).
 */
offer: string
/**
 * Candidates that are found later go by themselves, on both sides: `…/sessions/{id}/candidates`.
 */
trickle?: true
}
answer: {
version: 1
session: {
id: string
computer: string
displayName: string
notAfter: (string | null)
}
answer: string
signal: (string | null)
}
}
exchangeCandidates: {
path: {
id: string
}
query: {

}
body: {
signal: string
/**
 * @maxItems 64
 */
candidates: {
candidate: string
mid: string
}[]
after: number
}
answer: {
version: 1
candidates: {
candidate: string
mid: string
}[]
next: number
done: boolean
}
}
endSession: {
path: {
id: string
}
query: {

}
body: undefined
answer: undefined
}
listReachable: {
path: {

}
query: {
search?: string
limit?: number
after?: string
days?: number
}
body: undefined
answer: {
version: 1
zone: string
from: string
to: string
total: number
computers: {
name: string
displayName: (string | null)
group: (string | null)
note: (string | null)
grant: number
state: ("online" | "offline" | "not-enrolled" | "revoked")
inUse: ("nobody" | "caller" | "somebody")
}[]
grants: {
allowed: boolean
permanent: boolean
until: (string | null)
next: (string | null)
hours: {
from: string
to: string
}[]
schedules: {
name: string
displayName: (string | null)
}[]
}[]
next?: (string | null)
}
}
explainAccess: {
path: {

}
query: {
user: string
computer: string
at?: string
revision?: number
}
body: undefined
answer: {
version: 1
revision: number
zone: string
user: string
computer: string
time: string
allowed: boolean
permanent: boolean
until: (string | null)
bound: {
pool: (string | null)
exclusive: ({
schedule: string
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
}
next: ({
schedule: string
from: string
to: string
} | null)
features: {
[k: string]: {
value: ("enabled" | "disabled" | "toComputerOnly" | "fromComputerOnly")
inSession: ("enabled" | "disabled" | "toComputerOnly" | "fromComputerOnly")
origin: string
}
}
settings: {
[k: string]: {
[k: string]: {
value: unknown
origin: string
locked: boolean
}
}
}
reasons: {
key: string
at: {
file: string
line: number
column: number
commit?: string
}[]
says: string
way: number
}[]
missing: {
says: string
at: {
file: string
line: number
column: number
commit?: string
}[]
fix: string
key?: string
}[]
notes: string[]
problems: {
code: string
level: ("error" | "warning" | "info")
message: string
fix: string
at: {
file: string
line: number
column: number
}[]
rule?: string
resource?: string
waived?: {
reason: string
expires: string
}
}[]
}
}
listAccess: {
path: {

}
query: {
user?: string
computer?: string
group?: string
at?: string
ever?: boolean
revision?: number
limit?: number
skip?: number
}
body: undefined
answer: {
version: 1
revision: number
time: string
zone: string
more: boolean
edges: {
user: string
userName: (string | null)
computer: string
computerName: (string | null)
via: string[]
permanent: boolean
until: (string | null)
next: (string | null)
}[]
}
}
getDifference: {
path: {

}
query: {
from: number
to: number
}
body: undefined
answer: {
version: 1
from: {
revision: number
entry: ({
revision: number
time: string
actor: string
manager: string
/**
 * The commit that was applied: its number, followed by `+edits` if the files were not what it holds, by `+unverified` if that could not be told.
 */
commit: (string | null)
planDigest: (string | null)
counts: {
[k: string]: number
}
} | null)
}
to: {
revision: number
entry: ({
revision: number
time: string
actor: string
manager: string
/**
 * The commit that was applied: its number, followed by `+edits` if the files were not what it holds, by `+unverified` if that could not be told.
 */
commit: (string | null)
planDigest: (string | null)
counts: {
[k: string]: number
}
} | null)
}
revisions: {
revision: number
time: string
actor: string
manager: string
/**
 * The commit that was applied: its number, followed by `+edits` if the files were not what it holds, by `+unverified` if that could not be told.
 */
commit: (string | null)
planDigest: (string | null)
counts: {
[k: string]: number
}
}[]
evaluatedAt: string
total: number
changes: {
op: ("create" | "update" | "replace" | "delete" | "rename" | "adopt" | "release")
key: string
before: unknown
after: unknown
fields: {
path: string
before: unknown
after: unknown
}[]
reason: {
text: string
at: {
file: string
line: number
column: number
}[]
}
needs: string[]
from?: string
}[]
more: boolean
impact: ({
from: string
until: string
zone: string
edges: {
before: number
after: number
gained: number
lost: number
changed: number
}
gained: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
lost: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
changed: {
users: string[]
computers: string[]
userGroup: (string | null)
computerGroup: (string | null)
before: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
after: ({
permanent: boolean
schedules: string[]
hours: string[][]
next: (string | null)
until: (string | null)
bound: {
schedules: string[]
pool: (string | null)
exclusive: ({
blankScreen: boolean
lockInput: boolean
logoffAfterDisconnect: boolean
} | null)
forceDisconnect: boolean
}[]
text: string
} | null)
since: (string | null)
features: {
[k: string]: string
}
because: string[]
}[]
features: {
users: string[]
userGroup: (string | null)
computers: (string[] | null)
computerGroup: (string | null)
features: {
[k: string]: {
before: (string | null)
after: (string | null)
}
}
because: string[]
}[]
settings: {
computers: string[]
computerGroup: (string | null)
settings: {
[k: string]: {
before: {
value: unknown
origin: string
locked: boolean
}
after: {
value: unknown
origin: string
locked: boolean
}
}
}
because: string[]
}[]
sessions: {
user: string
computer: string
since: string
because: string[]
}[]
} | null)
}
}
signIn: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
user: string
expires: string
}
}
signOut: {
path: {

}
query: {

}
body: undefined
answer: undefined
}
login: {
path: {

}
query: {

}
body: {
/**
 * What it is for.
 */
description?: string
/**
 * How long it holds.
 */
days?: number
/**
 * The text of the token, drawn by the client: a call that is sent again with the same one gives the same token.
 */
text?: string
/**
 * From where it holds: CIDR ranges.
 * 
 * @maxItems 100
 */
allow?: string[]
}
answer: {
version: 1
text: string
token: {
id: string
description: string
identity: {

}
issuedBy: string
issued: string
expires: string
allow: string[]
once?: boolean
used?: string
revoked?: string
secondStep?: string
}
}
}
listTokens: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
tokens: {
id: string
description: string
identity: {

}
issuedBy: string
issued: string
expires: string
allow: string[]
once?: boolean
used?: string
revoked?: string
secondStep?: string
}[]
}
}
createToken: {
path: {

}
query: {

}
body: {
holder?: ({
user: string
} | {
pipeline: string
role: string
})
/**
 * What it is for.
 */
description?: string
/**
 * How long it holds.
 */
days?: number
/**
 * The text of the token, drawn by the client: a call that is sent again with the same one gives the same token.
 */
text?: string
/**
 * From where it holds: CIDR ranges.
 * 
 * @maxItems 100
 */
allow?: string[]
/**
 * To be exchanged once for one that lasts.
 */
once?: true
}
answer: {
version: 1
text: string
token: {
id: string
description: string
identity: {

}
issuedBy: string
issued: string
expires: string
allow: string[]
once?: boolean
used?: string
revoked?: string
secondStep?: string
}
}
}
revokeToken: {
path: {
id: string
}
query: {

}
body: undefined
answer: {
version: 1
token: {
id: string
description: string
identity: {

}
issuedBy: string
issued: string
expires: string
allow: string[]
once?: boolean
used?: string
revoked?: string
secondStep?: string
}
}
}
getTwoStep: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
required: boolean
since: (string | null)
passed: (string | null)
until: (string | null)
}
}
beginTwoStep: {
path: {

}
query: {

}
body: undefined
answer: {
version: 1
secret: string
uri: string
}
}
confirmTwoStep: {
path: {

}
query: {

}
body: {
/**
 * Six digits of the app, or where that is said a recovery code.
 */
code: string
}
answer: {
version: 1
recoveryCodes: string[]
}
}
verifyTwoStep: {
path: {

}
query: {

}
body: {
/**
 * Six digits of the app, or where that is said a recovery code.
 */
code: string
}
answer: {
version: 1
recoveryCodesLeft: number
}
}
renewRecoveryCodes: {
path: {

}
query: {

}
body: {
/**
 * Six digits of the app, or where that is said a recovery code.
 */
code: string
}
answer: {
version: 1
recoveryCodes: string[]
}
}
removeTwoStep: {
path: {

}
query: {

}
body: {
/**
 * Six digits of the app, or where that is said a recovery code.
 */
code: string
}
answer: undefined
}
resetTwoStep: {
path: {

}
query: {

}
body: {
user: string
}
answer: undefined
}
}


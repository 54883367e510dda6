/**
 * A computer that can be reached (guide S5, S10). It comes to exist by enrolment; declaring one before that is a pre-registration. Ceasing
 * to declare a computer releases it and never un-enrols it: a file that went missing must not cut a thousand machines off.
 */
import { groupsHold, noTwo, written } from '../invariants.ts'
import type { Kind } from '../kind.ts'
import { object, oneOf, ref, text } from '../shape.ts'

export const Computer: Kind<'Computer'> = {
  name: 'Computer',
  plural: 'computers',
  short: ['computer', 'pc'],
  guide: ['S5', 'S10'],
  summary: 'A computer with a streamer or an agent on it, in at most one group.',
  displayName: 'free',
  example: `
apiVersion: splashtop.io/v1
kind: Computer
metadata: {name: reception-1}
spec:
  displayName: Reception
  group: front-desk
  note: Behind the counter; ask before restarting.
`,
  spec: object('A computer.', {
    displayName: text('The name that people read: 1 to 64 characters, without `< > , ; : " * + = \\ ` and `|` or `?`.', {
      minLength: 1,
      maxLength: 64,
      pattern: '^[^\\s<>,;:"*+=\\\\`|?]([^<>,;:"*+=\\\\`|?]*[^\\s<>,;:"*+=\\\\`|?])?$',
      'x-says': 'a name without blanks at its ends, and without any of < > , ; : " * + = \\ ` | ?',
    }),
    group: ref(
      'Group',
      'unset',
      'The one group that the computer is in, of type computers or mixed; it wins over its package and over `match`. [S5]',
      {
        nullable: true,
      },
    ),
    note: text('What there is to know about it.', { maxLength: 4096, 'x-lines': true }),
    deviceId: text('The device that this is, once it has enrolled; unique. Set, it stays.', {
      pattern: '^[A-Za-z0-9_-]{8,64}$',
      maxLength: 64,
      'x-says': '8 to 64 letters, digits, `-` and `_`',
      'x-immutable': 'refuse',
    }),
    enrolment: oneOf(['open', 'revoked'], '`revoked` cuts the computer off, and ends its sessions.', { default: 'open' }),
  }),
  invariants: [
    groupsHold('Computer', 'spec.group', 'computers'),
    noTwo('Computer', {
      id: 'computer-device-unique',
      says: 'No two computers have the same `deviceId`.',
      code: 'duplicate-device',
      path: 'spec.deviceId',
      keys(computer) {
        const id = written(computer, 'deviceId')
        return id === undefined ? [] : [id]
      },
      message: (one, other, id) => `Computers \`${one.name}\` and \`${other.name}\` are both the device \`${id}\`.`,
      fix: 'A device is one computer: remove one of the two, or its `deviceId`.',
    }),
  ],
  columns: [
    // That of its declaration, or of the package by which it came.
    { title: 'GROUP', path: 'status.enrolment.group', unless: 'spec.group' },
    { title: 'ENROLMENT', path: 'spec.enrolment' },
    { title: 'ENROLLED', path: 'status.enrolment.at' },
  ],
  actions: {
    create: 'computers.edit',
    delete: 'computers.remove',
    update: 'computers.edit',
    fields: { 'spec.group': 'computers.group', 'spec.enrolment': 'computers.remove' },
  },
  statusRefs: { 'enrolment.group': 'Group', 'enrolment.package': 'DeploymentPackage' },
  // Only a pre-registration that never enrolled is deleted with its declaration.
  releasedOnRemoval: (live) => live.status.enrolment !== undefined,
}

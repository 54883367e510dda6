/** A group of users, of computers, or of both (guide S5). */
import type { Kind } from '../kind.ts'
import { object, oneOf, ref, setOf, text } from '../shape.ts'

export const Group: Kind<'Group'> = {
  name: 'Group',
  plural: 'groups',
  short: ['group'],
  guide: ['S5'],
  summary: 'Users, computers, or both, that are administered and given access together.',
  displayName: 'unique',
  spec: object('A group.', {
    displayName: text('The name that people read; 1 to 128 characters; unique among groups.', { minLength: 1, maxLength: 128 }),
    type: oneOf(['users', 'computers', 'mixed'], 'What it may hold. [S5]', { 'x-required': true, 'x-immutable': 'replace' }),
    admins: setOf('Group administrators: the only place where group administration is declared. [S4]', ref('User', 'remove', 'A user.')),
  }),
  invariants: [],
  columns: [
    { title: 'TYPE', path: 'spec.type' },
    { title: 'ADMINS', path: 'spec.admins' },
  ],
  actions: { create: 'groups.create', delete: 'groups.delete', update: 'groups.edit', fields: { 'spec.admins': 'groups.admins' } },
}

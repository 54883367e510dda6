import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../../schema/problem.ts'
import { addressOf } from './address.ts'

describe('the URL', () => {
  test('is read with its escapes, and named without user and password', () => {
    const { name, connection } = addressOf('postgresql://ann%40acme:p%2Fw@db.acme.example/control%20plane?application_name=iac')
    expect(name).toBe('db.acme.example:5432/control plane')
    expect(connection).toMatchObject({ user: 'ann@acme', password: 'p/w', database: 'control plane', port: 5432, application_name: 'iac' })
  })

  test.each([
    ['postgres://127.0.0.1/x', false],
    ['postgres://localhost/x', false],
    ['postgres://[::1]/x', false],
    ['postgres://db.example/x', { servername: 'db.example' }],
    ['postgres://10.0.0.1/x', {}],
    ['postgres://db.example/x?sslmode=disable', false],
    ['postgres://db.example/x?sslmode=require', { servername: 'db.example', rejectUnauthorized: false }],
    ['postgres://127.0.0.1/x?sslmode=verify-full', {}],
  ])('%s: how it is protected', (text, ssl) => {
    expect(addressOf(text).connection.ssl).toEqual(ssl)
  })

  test.each([
    ['planted-secret', 'is no URL'],
    ['mysql://u:planted-secret@h/x', 'begins with `mysql://`'],
    ['postgres://u:planted-secret@h', 'names no database'],
    ['postgres:///x?application_name=planted-secret', 'names no host'],
    ['postgres://u:planted-secret%@h/x', 'begins no code'],
    ['postgres://u:planted-secret@h/x?sslmode=prefer', '`sslmode=prefer`'],
    ['postgres://u:planted-secret@h/x?options=-c', '`options`'],
    ['postgres://u:planted-secret@h/x?sslrootcert=/no/such/file', '`sslrootcert` that can’t be read (ENOENT)'],
  ])('%s is refused, and not shown', (text, message) => {
    let caught: unknown
    try {
      addressOf(text)
    } catch (error) {
      caught = error
    }
    if (!(caught instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${caught}`)
    expect(caught.problems).toMatchObject([{ code: 'database-url', message: expect.stringContaining(message) }])
    expect(inspect(caught, { depth: 20, showHidden: true })).not.toContain('planted-secret')
  })
})

/** What addresses mean. */
import { expect, test } from 'vitest'
import { pathOf, routeOf } from './route.ts'

const at = (pathname: string) => routeOf({ pathname, search: '' })

test.each([
  ['/console', { page: 'start' }],
  ['/connect', { page: 'link' }],
  ['/console/acme', { page: 'computers', team: 'acme' }],
  ['/console/acme/fleet', { page: 'fleet', team: 'acme' }],
  ['/console/acme/fleet/pc-1', { page: 'computer', team: 'acme', computer: 'pc-1' }],
  ['/console/acme/connect/pc.1', { page: 'connect', team: 'acme', computer: 'pc.1' }],
  ['/console/acme/revisions/3..7', { page: 'revision', team: 'acme', from: 3, to: 7 }],
  ['/console/acme/revisions/newest', { page: 'nowhere', team: 'acme' }],
  ['/console/acme/fleet/pc-1/more', { page: 'nowhere' }],
  ['/console/acme/nothing', { page: 'nowhere', team: 'acme' }],
  ['/console/%E0%A4%A/fleet', { page: 'fleet', team: '%E0%A4%A' }],
])('%s', (path, route) => {
  expect(at(path)).toMatchObject(route)
})

test('a name of any letters comes back as it was', () => {
  for (const name of ['pc-1', 'a/b', '..', 'ü ?#%'])
    expect(at(pathOf('acme', 'connect', name))).toMatchObject({ page: 'connect', computer: name })
})

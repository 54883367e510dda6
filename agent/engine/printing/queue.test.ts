/** Queues of the print server: which of them are ours, and what is said where none can be made. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Run } from '../../platform/platform.ts'
import { openPrinter } from './printer.ts'
import { addQueue, printingIn, queuesIn, removeQueue, sweepQueues } from './queue.ts'

test('only what leads to a printer of a session is taken for ours', () => {
  const said = [
    'device for splashtop-s1: ipp://127.0.0.1:4001/splashtop-s1/0b-1?waitjob=false',
    'device for splashtop-office: ipp://printer.acme.example/ipp/print',
    'device for splashtop-hall: ipp://127.0.0.1:631/printers/hall',
    'device for splashtop-s2: ipp://127.0.0.1:4002/splashtop-s1/0b-1?waitjob=false',
    'device for Laser: socket://127.0.0.1:9100',
  ]
  expect(queuesIn(said.join('\n'))).toEqual([{ session: 's1', uri: 'http://127.0.0.1:4001/splashtop-s1/0b-1' }])
})

test('queues whose session does not answer are swept, also where somebody else has its port; those that live stay', async () => {
  const [alive, other] = [await openPrinter('splashtop-alive', async () => 'ok'), await openPrinter('splashtop-other', async () => 'ok')]
  const gone = await openPrinter('splashtop-gone', async () => 'ok')
  gone.close()
  const lines = [
    ['alive', alive.uri],
    ['gone', gone.uri],
    ['reused', other.uri.replaceAll('splashtop-other', 'splashtop-reused')],
  ].map(([name, uri]) => `device for splashtop-${name}: ${uri}?waitjob=false`)
  const removed: string[] = []
  const run: Run = async (program, args) => {
    if (program === 'lpadmin') removed.push(args.join(' '))
    return { code: 0, stdout: lines.join('\n'), stderr: '' }
  }
  await sweepQueues(run)
  expect(removed).toEqual(['-x splashtop-gone', '-x splashtop-reused'])
  alive.close()
  other.close()
})

test('why there is none is said by what CUPS says', async () => {
  const refusing: Run = async () => ({ code: 1, stdout: '', stderr: 'lpadmin: Forbidden\n' })
  await expect(addQueue(refusing, 's1', 'ipp://127.0.0.1:1/x', 'Printer')).rejects.toThrow('CUPS made no queue: Forbidden')
  const missing: Run = async () => ({ code: 1, stdout: '', stderr: 'lpadmin: The printer or class does not exist.\n' })
  expect([await removeQueue(missing, 's1'), await removeQueue(refusing, 's1')]).toEqual([true, false])
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['lpadmin: Bad device-uri scheme "nothing".', undefined],
  ['lpadmin: Forbidden', 'CUPS lets the agent make no queue: Forbidden'],
  [
    'lpadmin: Unable to connect to server: Bad file descriptor',
    'CUPS lets the agent make no queue: Unable to connect to server: Bad file descriptor',
  ],
])('where CUPS says `%s`, %s', (says, lacks) => {
  const program = join(folder, 'lpadmin')
  writeFileSync(program, `#!/bin/sh\necho '${says}' >&2\nexit 1\n`)
  chmodSync(program, 0o755)
  const means = printingIn({ PATH: `${folder}:/bin:/usr/bin` })
  expect('missing' in means ? means.missing : undefined).toBe(lacks)
})

test('where there is no CUPS, that is said', () => {
  expect(printingIn({ PATH: join(folder, 'nowhere') })).toEqual({ missing: expect.stringContaining('no CUPS') })
})

/** A display that is there and says nothing, as that of a machine that is being suspended: no session waits for it for ever, and none stays behind. */
import { expect, test } from 'vitest'
import { PATIENCE, staged } from './viewing.ts'

staged('a display that says nothing', (stage) => {
  const faults = () => stage.events.flatMap(({ event, details }) => (event === 'session-ended' ? [details] : []))

  test('ends the session that waits for its first picture, and its process; one that answers again has sessions again', async () => {
    process.kill(stage.display.pid, 'SIGSTOP')
    try {
      const viewer = await stage.view()
      expect(await viewer.ended()).toBe('engine-failed')
      expect(faults()).toMatchObject([{ reason: 'engine-failed', fault: 'The display did not answer within 15 s.' }])
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    } finally {
      process.kill(stage.display.pid, 'SIGCONT')
    }
    const viewer = await stage.view()
    await viewer.shown()
    viewer.leave()
    await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
  })

  test('ends a session whose process hangs, and says so', async () => {
    const viewer = await stage.view()
    await viewer.shown()
    const [pid] = stage.processes()
    process.kill(pid as number, 'SIGSTOP')
    await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    expect(faults().at(-1)).toMatchObject({ reason: 'engine-failed', fault: 'It did not answer for 20 s.' })
  })

  test('keeps no process of a session that ran', async () => {
    const viewer = await stage.view()
    await viewer.shown()
    process.kill(stage.display.pid, 'SIGSTOP')
    try {
      viewer.leave()
      await expect.poll(() => stage.processes().length, PATIENCE).toBe(0)
    } finally {
      process.kill(stage.display.pid, 'SIGCONT')
    }
  })
})

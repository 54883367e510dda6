/**
 * The HTML reports in a real browser: that of a plan over the example organisation, with changes of every sort, and that of its access. What is
 * tried is what a person does: read, search by keyboard, print, look at it on a phone, in the dark, without a script, with a screen reader.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executable, type Leaf, launch, leafing, type Opened } from './browser.ts'
import { checkout, type Folder, within } from './splashctl.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

it('finds a Chromium where the tests must be whole', () => {
  expect(executable !== undefined || process.env.CI === undefined).toBe(true)
})
if (executable === undefined) process.stderr.write('No Chromium here: the HTML reports are not opened. `CHROMIUM` names one.\n')

const AT = '2026-03-18T09:00:00Z'
const WEEKENDS = `---
apiVersion: splashtop.io/v1
kind: Schedule
metadata: {name: weekend-encode}
spec:
  displayName: </script><script>window.taken = 1</script>
  resource: render-farm
  subjects: {groups: [pipeline-berlin, compositing-lyon]}
  startDate: 2026-03-01
  timeSlot: {start: '01:30', end: '05:30'}
  recurrence: {frequency: weekly, days: [SA, SU]}
`
/** One user moves, hours move, a schedule comes and another goes, a paused one resumes. */
const edits: readonly [file: string, from: string | RegExp, to: string][] = [
  ['schedules.yaml', "{start: '09:00', end: '18:00'}", "{start: '08:00', end: '17:00'}"],
  ['schedules.yaml', '  paused: true\n', ''],
  ['schedules.yaml', /# One evening before[\s\S]*?---\n/, ''],
  ['schedules.yaml', /$/, WEEKENDS],
  ['people/contractors.yaml', 'owen.clarke@lumen.example, group: contractors', 'owen.clarke@lumen.example, group: artists-paris'],
]
// A browser beside all the other tests takes its time.
describe.skipIf(executable === undefined)('a report', () => {
  let place: Folder
  let browser: Browser
  /** With scripts, as nearly everybody has them; and without. */
  let open: Leaf
  let openBare: Leaf
  let plan: string
  let access: string

  beforeAll(async () => {
    place = within()
    for (const name of ['splashtop.yaml', 'examples/acme']) cpSync(join(checkout, name), join(place.path, name), { recursive: true })
    const applied = await place.splashctl('apply', '--yes')
    expect(applied.code, applied.stderr).toBe(0)
    for (const [name, from, to] of edits) {
      const file = join(place.path, 'examples', 'acme', name)
      const before = readFileSync(file, 'utf8')
      const after = before.replace(from, to)
      expect(after).not.toBe(before)
      writeFileSync(file, after)
    }
    const written = async (name: string, ...args: string[]): Promise<string> => {
      const file = join(place.path, name)
      writeFileSync(file, (await place.splashctl(...args)).stdout)
      return file
    }
    plan = await written('plan.html', 'plan', '--format', 'html', '--at', AT)
    access = await written('access.html', 'access', '--format', 'html', '--at', '2026-10-21T09:00')
    browser = await launch()
    ;[open, openBare] = await Promise.all([leafing(browser), leafing(browser, { javaScriptEnabled: false })])
  })
  afterAll(async () => {
    await browser?.close()
    place?.remove()
  })

  it('asks for nothing but itself, and gives the browser nothing to complain about', async () => {
    for (const file of [plan, access]) {
      const { page, requests, complaints } = await open(file)
      await page.keyboard.press('/')
      await page.keyboard.type('ravi.patel')
      await page.keyboard.press('Enter')
      expect([requests, complaints]).toEqual([[], []])
    }
  })

  it('says what changes, what that means, and what it can be held against', async () => {
    const { page } = await open(plan)
    const text = async (id: string) => (await page.locator(`#${id}`).innerText()).replace(/\s+/g, ' ')
    expect(await page.locator('h1').innerText()).toBe('Plan for acme')
    expect(await text('changes')).toContain('1 to create, 3 to update and 1 to delete')
    expect(await text('changes')).toContain('examples/acme/people/contractors.yaml:21')
    expect(await text('impact')).toContain('paula.santos of contractors gains 3 computers of edit-suites, 2026-04-01 06:30–08:30')
    expect(await text('impact')).toContain('claire.fontaine of management loses 12 computers, 2026-03-20 18:00–23:30')
    expect(await text('calendar')).toContain('before: Mon–Fri 09:00–18:00')
    expect(await text('problems')).toContain('access-test-failed')
    expect(await text('evidence')).toMatch(/Compared with revision 1 applied 20\d\d-.* Digest of the plan [0-9a-f]{64}/)
  })

  it('shows the week in which the clocks change as the clocks show it', async () => {
    const { page } = await open(plan)
    await page.getByRole('button', { name: '23–29 March 2026' }).click()
    const week = page.locator('.week:not([hidden])')
    expect(await week.count()).toBe(1)
    expect(await week.locator('caption').innerText()).toContain('Sun 29: The clocks go forward: 02:00–03:00 does not exist.')
    const row = week.locator('tr', { has: page.getByRole('rowheader', { name: 'Contractors, office hours' }) })
    expect((await row.locator('td').first().innerText()).replace(/\s+/g, ' ')).toBe(
      'new: + 08:00–09:00 09:00–17:00 no longer: − 17:00–18:00',
    )
    const bar = row.locator('td').first().locator('.bar.kept')
    const [strip, box] = [await row.locator('.strip').first().boundingBox(), await bar.boundingBox()]
    expect(((box?.x ?? 0) - (strip?.x ?? 0)) / (strip?.width ?? 1)).toBeCloseTo(9 / 24, 1)
    expect((box?.width ?? 0) / (strip?.width ?? 1)).toBeCloseTo(8 / 24, 1)
  })

  it('lets no name become more than a name', async () => {
    const { page } = await open(plan)
    expect(await page.evaluate('window.taken')).toBeUndefined()
    expect(await page.locator('#calendar').innerText()).toContain('</script><script>window.taken = 1</script>')
    await page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.taken = 2'}))")
    expect(await page.evaluate('window.taken')).toBeUndefined()
  })

  it('is searched and walked through by keyboard alone', async () => {
    const { page } = await open(plan)
    const answer = page.locator('#answer')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the report')
    await page.keyboard.press('/')
    await page.keyboard.type('owen')
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Owen Clarke owen.clarke user')
    await page.keyboard.press('Enter')
    expect(await answer.locator('h3').innerText()).toBe('Owen Clarke owen.clarke')
    expect(await answer.innerText()).toMatch(/of Artists Paris \(artists-paris\), member; reaches 17 computers/)
    expect(await answer.innerText()).toContain('schedule Paris, nights (paris-nights): daily 20:00–06:00')
    await page.keyboard.press('/')
    await page.keyboard.type('lyo-fin-05')
    await page.keyboard.press('Enter')
    expect(await answer.innerText()).toMatch(/in Finance Lyon \(finance\); \d+ users can reach it/)
    expect(await answer.innerText()).toContain('Nora Eriksen nora.eriksen, Pascal Weber pascal.weber')
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    expect(await answer.innerText()).toBe('')

    await page.locator('#matrix td[tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    expect(await answer.locator('h3').innerText()).toBe('Artists Paris → Artists Paris')
  })

  // One after the other on one page, as a person asks: an answer of before is never the heading that is wanted.
  describe('finds by what people are shown, whatever accents, case and order:', () => {
    let opened: Opened
    beforeAll(async () => {
      opened = await open(access)
    })
    it.each([
      ['Finance Lyon', 'Finance Lyon finance', '6 users, 6 computers'],
      ['artists MONTREAL', 'Artists Montréal artists-montreal', 'Joint reviews (joint-reviews)'],
      ['Amélie', 'Amélie Durand amelie.durand', 'of Artists Paris (artists-paris), lead (counts as group-admin)'],
      ['arnaud mélanie', 'Mélanie Arnaud melanie.arnaud', 'technician'],
      ['Joint reviews', 'Joint reviews joint-reviews', 'opens Edit suites Paris (edit-suites)'],
      ['suite varda', 'Suite Varda par-edit-3', 'users can reach it'],
    ])('%s', async (text, heading, says) => {
      const { page, complaints } = opened
      await page.keyboard.press('/')
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
      expect(await page.locator('#answer h3').innerText()).toBe(heading)
      expect(await page.locator('#answer').innerText()).toContain(says)
      expect(complaints).toEqual([])
    })
  })

  it('has everything but the search without a script', async () => {
    const { page } = await openBare(plan)
    expect(await page.locator('.week:visible').count()).toBe(5)
    expect(await page.locator('#matrix tbody tr:visible').count()).toBeGreaterThan(8)
    expect(await page.locator('#search').isVisible()).toBe(false)
    expect(await page.locator('#weeks, .tools').locator('visible=true').count()).toBe(0)
  })

  it('has everything on paper, and no controls', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await (javaScriptEnabled ? open : openBare)(plan, { colorScheme: 'dark' })
      await page.emulateMedia({ media: 'print' })
      // As wide as a sheet is between its margins: nothing of it is cut off.
      await page.setViewportSize({ width: 703, height: 1000 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(703)
      expect(await page.locator('.week:visible').count()).toBe(5)
      expect(await page.locator('nav, form, button').locator('visible=true').count()).toBe(0)
      expect(await page.locator('#impact details').count()).toBeGreaterThan(4)
      expect(await page.locator('#impact .names li:visible').count()).toBe(await page.locator('#impact .names li').count())
    }
    const { page } = await open(plan)
    const closed = await page.locator('details:not([open])').count()
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(5)
    // What was opened for the print is closed again.
    expect(await page.locator('details:not([open])').count()).toBe(closed)
  })

  it.each(['light', 'dark'] as const)('has nothing that keeps people from reading it: %s', async (colorScheme) => {
    for (const file of [plan, access]) {
      const { page } = await open(file, { colorScheme })
      await page.keyboard.press('/')
      await page.keyboard.type('render-farm')
      await page.keyboard.press('Enter')
      await page.evaluate(axe)
      // In the dark other colours are all that is another.
      const only = colorScheme === 'dark' ? "runOnly: ['color-contrast']," : ''
      // Of what is well, of which there is most, it need not say where it stands.
      const { violations } = (await page.evaluate(`axe.run({ ${only} resultTypes: ['violations'], selectors: false })`)) as {
        violations: { id: string; help: string; nodes: { html: string }[] }[]
      }
      expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html)}`)).toEqual([])
    }
  })

  it('fits on a phone: only tables are wider, and scroll by themselves', async () => {
    for (const file of [plan, access]) {
      const { page } = await open(file, { viewport: { width: 390, height: 800 } })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
      // Names stay in place while the rest scrolls, and lines that cells share don't follow them.
      const kept =
        "[...document.querySelectorAll('table')].filter((one) => one.querySelector('tbody th')?.computedStyleMap().get('position').value === 'sticky')"
      const shared = await page.evaluate(`${kept}.map((one) => getComputedStyle(one).borderCollapse)`)
      expect(new Set(shared as string[])).toEqual(new Set(['separate']))
    }
  })
})

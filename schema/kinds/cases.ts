/**
 * How the tests of the kinds are written: a world is a few lines, `Kind name {spec}`, and a case says which invariant fires at which lines.
 *
 *   User ann {email: ann@acme.example, group: crew}
 *   Computer pc {group: crew} status {enrolment: {group: crew}} labels {site: paris}
 *
 * A case that fires is judged again as the control plane does, for each resource that it involves: as if that one alone had changed.
 */
import { expect, test } from 'vitest'
import { parse as yaml } from 'yaml'
import type { Json } from '../canonical.ts'
import type { Tree } from '../fields.ts'
import type { KindName } from '../generated/types.ts'
import type { Actor, Judgement, Kind, Settling } from '../kind.ts'
import { parse } from '../parse.ts'
import type { Problem } from '../problem.ts'
import type { Resource } from '../resource.ts'
import { World } from '../world.ts'
import { kindNamed } from './index.ts'

const LINE = /^(\w+) (\S+) (\{.*?\})(?: status (\{.*?\}))?(?: labels (\{.*?\}))?$/

/** A world of the team `acme`; each resource stands at the line on which it is written. */
export function worldOf(text: string): World {
  const resources = text
    .split('\n')
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const [, kind, name, spec = '', status, labels] = LINE.exec(line) ?? []
      if (kind === undefined) throw new TypeError(`not a line of a world: ${line}`)
      const at = () => ({ file: 'world', line: number, column: 1 })
      const value = {
        apiVersion: 'splashtop.io/v1',
        kind,
        metadata: { name, ...(labels !== undefined && { labels: yaml(labels) as Json }) },
        spec: yaml(spec) as Json,
      }
      const { resources, problems } = parse([{ file: 'world', value: value as Json, at }], { team: 'acme' })
      expect(problems, line).toEqual([])
      return (resources[0] as Resource).with({ status: status === undefined ? {} : (yaml(status) as Tree) })
    })
  return new World('acme', resources)
}

/** The text of a world with lines put in place of those of the same resource; a line without a spec takes the resource away. */
export function edited(text: string, ...lines: string[]): string {
  const id = (line: string) => line.trim().split(' ').slice(0, 2).join(' ')
  const all = new Map(text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [[id(line), line]])))
  for (const line of lines) {
    if (line.includes('{')) all.set(id(line), line)
    else all.delete(id(line))
  }
  return [...all.values()].join('\n')
}

export function touching(resources: readonly Resource[], rest: Omit<Judgement, 'touched'> = {}): Judgement {
  return { ...rest, touched: <K extends KindName>(kind: K) => resources.filter((one) => one.kind === kind) as unknown as Resource<K>[] }
}

interface Case {
  world: string
  /** The lines that the first problem names; empty when nothing fires. */
  at: number[]
  /** A part of its message. */
  says?: string
  before?: string
  actor?: Actor
}

const check = (kind: Kind, id: string, world: World, judgement: Judgement): Problem[] =>
  kind.invariants.find((invariant) => invariant.id === id)?.check(world, judgement) ?? []

/** Tries each invariant of a kind: every one of them has to fire at least once, and at least once not to. */
export function invariantsOf<K extends KindName>(definition: Kind<K>, cases: Record<string, Case[]>): void {
  const kind: Kind = definition
  test(`every invariant of ${kind.name} is tried both ways`, () => {
    expect(Object.keys(cases).sort()).toEqual(kind.invariants.map((invariant) => invariant.id).sort())
    for (const [id, list] of Object.entries(cases)) {
      expect(
        list.some(({ at }) => at.length > 0),
        `${id} fires`,
      ).toBe(true)
      expect(
        list.some(({ at }) => at.length === 0),
        `${id} holds`,
      ).toBe(true)
    }
  })
  for (const [id, list] of Object.entries(cases))
    test.each(list.map((one, i) => [i + 1, one] as const))(`${id}, case %d`, (_, { world: text, at, says, before, actor }) => {
      const world = worldOf(text)
      const rest = { ...(before !== undefined && { before: worldOf(before) }), ...(actor && { actor }) }
      const problems = check(kind, id, world, touching([...world.all()], rest))
      expect(problems[0]?.at.map(({ line }) => line) ?? []).toEqual(at)
      if (says !== undefined) expect(problems[0]?.message).toContain(says)
      if (rest.before || at.length === 0) return
      for (const involved of [...world.all()].filter((one) => at.includes(one.at()[0]?.line ?? 0))) {
        const reached = [involved, ...world.referrers(involved.key).map(({ resource }) => resource)]
        const again = check(kind, id, world, touching([...new Set(reached)], rest))
        expect(again, `when ${involved.key} alone has changed`).toContainEqual(problems[0])
      }
    })
}

/** The status that the control plane gives a resource of a world. */
export function settled(
  world: World,
  key: string,
  { previous, now = '2026-03-02T09:00:00Z' }: { previous?: World; now?: string } = {},
): { status: Tree; codes: number } {
  const resource = world.get(`${key.split(' ')[0]}/acme/${key.split(' ')[1]}`) as Resource
  let codes = 0
  const settling: Settling = {
    resource,
    previous: previous?.get(resource.key),
    world,
    now,
    issueCode() {
      codes++
    },
  }
  return { status: kindNamed(resource.kind).settle?.(settling) ?? resource.status, codes }
}

/**
 * The lines that differ between two texts, with three lines around them, as `diff -u` shows them. Formatting moves lines about within a
 * document, so what the longest common subsequence finds is what a person would call the change; beyond a size where that costs too much
 * the whole middle is shown as replaced.
 */
import type { Surface } from './terminal.ts'
import { visible } from './visible.ts'

type Step = { sign: ' ' | '-' | '+'; text: string }
const AROUND = 3
/** Lines of one text times lines of the other. */
const TABLE = 4_000_000

export function lineDiff(file: string, before: string, after: string, out: Surface, as = 'formatted'): string {
  const steps = stepsOf(before.split('\n'), after.split('\n'))
  const lines = [out.paint(`--- ${visible(file)}`, 'bold'), out.paint(`+++ ${visible(file)} (${as})`, 'bold')]
  const near = new Set<number>()
  steps.forEach((step, i) => {
    if (step.sign !== ' ') for (let n = i - AROUND; n <= i + AROUND; n++) near.add(n)
  })
  let [a, b] = [1, 1]
  let shown = false
  steps.forEach((step, i) => {
    if (near.has(i)) {
      if (!shown) lines.push(out.paint(`@@ -${a} +${b} @@`, 'cyan'))
      const text = `${step.sign}${visible(step.text)}`
      lines.push(step.sign === '-' ? out.paint(text, 'red') : step.sign === '+' ? out.paint(text, 'green') : text)
    }
    shown = near.has(i)
    if (step.sign !== '+') a++
    if (step.sign !== '-') b++
  })
  return `${lines.join('\n')}\n`
}

export function stepsOf(a: readonly string[], b: readonly string[]): Step[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const same = (text: string): Step => ({ sign: ' ', text })
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ]
}

function middle(a: readonly string[], b: readonly string[]): Step[] {
  if (a.length * b.length > TABLE) return [...a.map((text): Step => ({ sign: '-', text })), ...b.map((text): Step => ({ sign: '+', text }))]
  // length[i][j]: the longest common subsequence of a from i on and b from j on.
  const width = b.length + 1
  const length = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => length[i * width + j] as number
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      steps.push({ sign: ' ', text: a[i++] as string })
      j++
    } else if (j === b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) steps.push({ sign: '-', text: a[i++] as string })
    else steps.push({ sign: '+', text: b[j++] as string })
  }
  return steps
}

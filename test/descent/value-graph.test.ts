import { expect, test } from 'vitest'
import { value } from '../../src/descent/value.ts'
import { drawGraph } from '../../src/descent/value-graph.ts'
import { displaySymbol } from '../../src/display.ts'

test('the graph is drawn with values and gradients; one too large is not', () => {
  const a = value(2, 'a')
  const loss = a.mul(value(-3, 'b')).named('<L>')
  loss.backward()
  const svg = String(loss[displaySymbol]()['image/svg+xml'])
  for (const text of ['>a<', '>b<', '&lt;L&gt;', '>−6<', 'grad −3']) expect(svg).toContain(text)
  expect(svg.match(/<rect/g)).toHaveLength(1 + 3)
  let deep = value(0)
  for (let i = 0; i < 300; i++) deep = deep.add(1)
  expect(Object.keys(deep[displaySymbol]())).toEqual(['text/plain'])
})

const boxes = (svg: string) =>
  [...svg.matchAll(/<g><rect x="([\d.]+)" y="([\d.]+)" .*?font-weight="600"[^>]*>(.*?)<\/text>/g)].map(
    ([, x, y, title]) => ({ x: Number(x), y: Number(y), title: title! }),
  )

test('one column a level, the result rightmost, a leaf next to its first use; no two boxes in one place', () => {
  const [a, b, c] = [value(2, 'a'), value(3, 'b'), value(4, 'c')]
  const loss = a.mul(b).tanh().add(c).named('loss')
  const placed = boxes(drawGraph(loss)!)
  const x = (start: string) => placed.find(({ title }) => title.startsWith(start))!.x
  expect(placed).toHaveLength(6)
  expect(x('a')).toBe(x('b'))
  expect(x('loss')).toBe(Math.max(...placed.map((p) => p.x)))
  expect(x('c')).toBe(x('tanh'))
  expect(new Set(placed.map((p) => `${p.x},${p.y}`)).size).toBe(6)
})

test('one arrow for each use', () => {
  const a = value(2)
  expect(drawGraph(a.mul(a))!.match(/marker-end/g)).toHaveLength(2)
})

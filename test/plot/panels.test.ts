import { expect, test } from 'vitest'
import { grid } from '../../src/plot/panels.ts'

test('panels fill rows from the left, each with axes and a heading of its own', () => {
  const { layout, axes } = grid(['a', 'b', 'c'], 2)
  expect(axes).toEqual([
    { xaxis: 'x', yaxis: 'y' },
    { xaxis: 'x2', yaxis: 'y2' },
    { xaxis: 'x3', yaxis: 'y3' },
  ])
  expect(layout.annotations.map(({ text }: { text: string }) => text)).toEqual(['a', 'b', 'c'])
  expect(layout.xaxis.domain[1]).toBeLessThan(layout.xaxis2.domain[0])
  expect(layout.yaxis3.domain[1]).toBeLessThan(layout.yaxis.domain[0])
})

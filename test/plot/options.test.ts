import { expect, test } from 'vitest'
import { layoutOf } from '../../src/plot/options.ts'

test('title, axes and size go where Plotly wants them; what is not given is not there', () => {
  expect(layoutOf({ title: 'T', x: 'epoch', y: 'loss', height: 200 })).toEqual({
    title: 'T',
    height: 200,
    xaxis: { title: 'epoch' },
    yaxis: { title: 'loss' },
  })
  expect(layoutOf({})).toEqual({ xaxis: {}, yaxis: {} })
})

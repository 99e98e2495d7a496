import { expect, test } from 'vitest'
import { fromArrays, moons } from '../../src/data/index.ts'
import { datasetFigure } from '../../src/plot/dataset.ts'
import { tf } from '../../src/tf.ts'

test('a dataset of classes is a scatter by class, of one feature a scatter, of many a histogram', () => {
  const before = tf.memory().numTensors
  const classes = moons({ count: 20, seed: 1 })
  expect(datasetFigure(classes)!.data).toHaveLength(2)
  const line = fromArrays([1, 2, 3], [1.5, 2.5, 3.5])
  expect(datasetFigure(line)!.data[0]).toMatchObject({ type: 'scatter' })
  const wide = fromArrays(
    Array.from({ length: 4 }, () => new Array(20).fill(0.5)),
    [1.1, 2.2, 3.3, 4.4],
  )
  expect(datasetFigure(wide)!.data[0]!.type).toBe('bar')
  for (const set of [classes, line, wide]) set.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

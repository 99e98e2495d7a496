import { expect, test } from 'vitest'
import { blobs, circles, moons, spirals, xor } from '../../src/data/synthetic.ts'
import oracle from '../oracle/preprocess.json' with { type: 'json' }

const points = (set: { x: any; labels(): Int32Array }) => {
  const x = set.x.arraySync() as number[][]
  return [...set.labels()].map((label, i) => [label, ...x[i]!].map((v) => v!.toFixed(5)).join(' ').replaceAll('-0.00000', '0.00000')).sort()
} // biome-ignore format: one expression

test.each(['moons', 'circles'] as const)("%s have scikit-learn's shape", (kind) => {
  const set = kind === 'moons' ? moons({ count: 20, noise: 0 }) : circles({ count: 20, noise: 0, factor: 0.3 })
  const wanted = oracle[kind].x.map((row, i) =>
    [oracle[kind].y[i]!, ...row]
      .map((v) => v.toFixed(5))
      .join(' ')
      .replaceAll('-0.00000', '0.00000'),
  )
  expect(points(set)).toEqual(wanted.sort())
  set.dispose()
})

test('every class has its share, the seed repeats, noise spreads', () => {
  for (const make of [moons, circles, spirals, xor, blobs]) {
    const a = make({ count: 60, seed: 5 })
    const b = make({ count: 60, seed: 5 })
    expect([...a.x.dataSync()]).toEqual([...b.x.dataSync()])
    const labels = [...a.labels()]
    const classes = Math.max(...labels) + 1
    for (let k = 0; k < classes; k++) expect(labels.filter((l) => l === k)).toHaveLength(60 / classes)
    a.dispose()
    b.dispose()
  }
  const set = blobs({ count: 300, centers: [[0, 0], [10, 10]], noise: 0.5, oneHot: true, seed: 1 }) // biome-ignore format: short
  expect(set.y.shape).toEqual([300, 2])
  const x = set.x.arraySync() as number[][]
  set.labels().forEach((label, i) => {
    expect(Math.abs(x[i]![0]! - 10 * label)).toBeLessThan(3)
  })
  set.dispose()
})

test('bad options are told', () => {
  expect(() => moons({ count: 1 })).toThrow(/`count` to be a whole number ≥ 2, found 1. There are 2 classes/)
  expect(() => circles({ factor: 2 })).toThrow(/`factor` to be a number in \[0, 1\)/)
  expect(() => blobs({ centers: [[1], [1, 2]] })).toThrow(/equally many coordinates/)
  expect(() => spirals({ class: 2 } as never)).toThrow(/Did you mean `classes`/)
})

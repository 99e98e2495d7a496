/** A confusion matrix is drawn from counts, from labels and predictions, or from what train.evaluate found. */
import { expect, test } from 'vitest'
import { confusion } from '../../src/plot/confusion.ts'
import { Classification } from '../../src/train/evaluation.ts'
import { confusion as count } from '../../src/train/metrics/confusion.ts'

test('draws an evaluation, its confusion and its counts alike, with the names of the classes', () => {
  const counted = count([0, 0, 1, 1], [0, 1, 1, 1], { classNames: ['cat', 'dog'] })
  const evaluation = new Classification(0.5, counted, Int32Array.of(0, 1, 1, 1))
  const specs = [evaluation, counted].map((value) => JSON.stringify(confusion(value).data))
  expect(specs[0]).toBe(specs[1])
  expect(specs[0]).toContain('cat')
  expect(specs[0]).toBe(JSON.stringify(confusion(counted.matrix, { classNames: ['cat', 'dog'] }).data))
})

test('a matrix that is not square is refused', () => {
  expect(() => confusion([[1, 2]])).toThrow(/square matrix/)
})

test('counts are as large as their cells allow', async () => {
  const table = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => (i === j ? 950 : j)))
  const sizeAt = async (width: number) => {
    const svg = await confusion(table).toSvg({ width })
    return Number(/font-size:(\d+)px[^>]*>950</.exec(svg)![1])
  }
  // Three digits are about 0.6 of the font size wide each.
  const [phone, page] = [await sizeAt(342), await sizeAt(700)]
  expect(phone).toBeLessThan(12)
  expect(phone).toBeGreaterThan(6)
  expect(page).toBe(14)
})

import { expect, test } from 'vitest'
import { plateau, quadratic, ravine, saddle } from '../../../src/descent/gallery/shapes.ts'
import * as descent from '../../../src/descent/index.ts'
import { expectClose } from '../oracle.ts'

test('quadratic: any condition number and dimension, and no other options', () => {
  const h = descent.quadratic({ condition: 1000, dimension: 4 }).hessian!([0, 0, 0, 0])
  expectClose([h[3]![3]! / h[0]![0]!], [1000])
  expect(() => descent.quadratic({ condition: 0.5 })).toThrow('Expected `condition` to be a number ≥ 1, found 0.5.')
  expect(() => descent.quadratic({ conditon: 3 } as never)).toThrow('Did you mean `condition`?')
})

test('quadratic: gradient descent converges below lr = 2 / condition and not above', () => {
  const run = (lr: number) =>
    descent.start(quadratic({ condition: 20 }), { optimizer: descent.batch({ lr }) }).step(300)
  expect(run(0.099).loss).toBeLessThan(1e-3)
  expect(run(0.101).loss).toBeGreaterThan(10)
  expect(quadratic({ dimension: 1 }).hessian!([0])).toEqual([[1]])
  expect(() => quadratic({ dimension: 0 })).toThrow('`dimension` to be a whole number ≥ 1, found 0')
})

test('each has its one difficulty: the ravine its walls, the saddle its way out, the plateau no slope far out', () => {
  expect(ravine([1, 1])).toBeCloseTo(2.1, 12)
  expect(ravine.gradient([1, 1])).toEqual([0.2, 4])
  expect(saddle.gradient([1, 1])).toEqual([2, -2])
  expect(saddle.minima).toEqual([])
  expect(Math.hypot(...plateau.gradient([4, 4]))).toBeLessThan(1e-5)
  expect(plateau([1e-9, 0])).toBeCloseTo(5e-19, 30)
})

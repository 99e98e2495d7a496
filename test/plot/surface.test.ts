import { expect, test } from 'vitest'
import { rosenbrock } from '../../src/descent/gallery/rosenbrock.ts'
import { surface } from '../../src/plot/surface.ts'

test('an objective as a landscape, with a path on it', () => {
  const { data } = surface(rosenbrock, {
    resolution: 9,
    path: [
      [-1, 1],
      [1, 1],
    ],
  })
  expect(data[0]).toMatchObject({ type: 'surface' })
  expect(data[0]!.z).toHaveLength(9)
  expect(data[1]).toMatchObject({ type: 'scatter3d', z: [4, 0] })
})

test('a matrix of heights is a landscape too; unknown options are named', () => {
  expect(
    surface([
      [1, 2],
      [3, 4],
    ]).data[0]!.z,
  ).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(() => surface(rosenbrock, { pth: [] } as never)).toThrow('Did you mean `path`?')
})

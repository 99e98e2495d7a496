import { expect, test } from 'vitest'
import { rosenbrock } from '../../src/descent/gallery/rosenbrock.ts'
import { plotlyMime } from '../../src/plot/figure.ts'
import '../../src/plot/views.ts'
import { viewOf } from '../../src/view.ts'

const stepper = (objective: unknown, points: number[][]) => ({
  objective,
  optimizer: { name: 'adam' },
  index: points.length - 1,
  parameters: points.at(-1)!,
  loss: (objective as (x: number[]) => number)(points.at(-1)!),
  path: () => points.map((parameters, index) => ({ index, parameters, loss: (objective as any)(parameters) })),
})

const square = Object.assign((x: readonly number[]) => x.reduce((sum, v) => sum + v * v, 0), { gradientBy: 'formula' })

test('a descent shows a curve, a contour or slices by the number of its parameters', async () => {
  const kinds = async (of: unknown) => ((await viewOf('descent', of))![plotlyMime] as any).data.map((t: any) => t.type)
  expect(
    await kinds(
      stepper(rosenbrock, [
        [-1.2, 1],
        [-1, 1],
      ]),
    ),
  ).toContain('contour')
  expect((await kinds(stepper(square, [[3], [1]]))).length).toBeGreaterThan(3)
  expect(
    (
      await kinds(
        stepper(square, [
          [3, 1, 2],
          [1, 0.5, 1],
        ]),
      )
    ).length,
  ).toBe(4)
})

test('a race, an evaluation', async () => {
  const race = await viewOf('race', {
    a: stepper(rosenbrock, [
      [-1.2, 1],
      [-1, 1],
    ]),
    b: stepper(rosenbrock, [
      [-1.2, 1],
      [0, 0],
    ]),
  })
  expect(race!['text/plain']).toContain('a: 1 step to (-1, 1); b: 1 step to (0, 0)')
  const evaluation = await viewOf('evaluation', {
    confusion: [
      [8, 2],
      [1, 9],
    ],
    loss: 0.3,
  })
  expect(evaluation!['text/plain']).toContain('17 of 20 right (85.0 %)')
})

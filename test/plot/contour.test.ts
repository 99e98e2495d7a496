import { expect, test } from 'vitest'
import { rosenbrock } from '../../src/descent/gallery/rosenbrock.ts'
import { start } from '../../src/descent/start.ts'
import { contour, pathTraces } from '../../src/plot/contour.ts'

test('an objective brings its domain, its minimum and its names', () => {
  const { data } = contour(rosenbrock)
  expect(data[0]).toMatchObject({ type: 'contour' })
  expect(data.some((trace) => trace.x?.[0] === 1 && trace.y?.[0] === 1)).toBe(true)
})

test('a path has its steps, its start and where it stands', () => {
  const [steps, ends] = pathTraces(
    {
      name: 'adam',
      points: [
        [0, 0],
        [1, 2],
        [2, 3],
      ],
      losses: [3, 2, 1],
      steps: 2,
    },
    0,
  )
  expect(steps).toMatchObject({ name: 'adam', x: [0, 1, 2], y: [0, 2, 3], customdata: [3, 2, 1] })
  expect(ends).toMatchObject({ x: [0, 2], y: [0, 3] })
})

test('a function of two numbers over its domain, with a path', () => {
  const figure = contour((x: number, y: number) => x * x + y, {
    domain: [
      [-1, 1],
      [0, 2],
    ],
    resolution: 5,
    path: [
      [1, 2],
      [0, 1],
    ],
  })
  expect(figure.data[0]!.x).toEqual([-1, -0.5, 0, 0.5, 1])
  expect(figure.data.length).toBeGreaterThan(2)
  expect(() =>
    contour(rosenbrock, {
      domain: [
        [1, -1],
        [0, 1],
      ],
    }),
  ).toThrow('`domain`')
  expect(() => contour(3 as never)).toThrow('a function of two numbers')
})

test('its text counts the steps that were made, not the points that are drawn', () => {
  const d = start(rosenbrock, { at: [-1, 1], optimizer: 'momentum' })
  expect(contour(rosenbrock, { path: d.step(534) }).description).toContain('534 steps to')
  expect(contour(rosenbrock, { path: { one: d.reset().step(1) } }).description).toContain('one: 1 step to')
})

/** Where a descent went: from a stepper of `descent`, or from points. */
import { expected } from '../errors.ts'
import { isColumn, matrix } from './input.ts'

export interface Path {
  name: string
  points: (readonly number[])[]
  losses?: number[]
  /** How many steps were made; `points` may be fewer, of a long way. */
  steps: number
}

interface Stepper {
  path(most?: number): { index?: number; parameters: readonly number[]; loss: number }[]
  optimizer?: { name?: string }
}

const isStepper = (value: unknown): value is Stepper =>
  typeof value === 'object' && value !== null && typeof (value as Stepper).path === 'function'

function pathOf(value: unknown, name: string): Path {
  if (isStepper(value)) {
    const steps = value.path(400)
    return {
      name: name || (value.optimizer?.name ?? ''),
      points: steps.map((s) => s.parameters),
      losses: steps.map((s) => s.loss),
      steps: steps.at(-1)?.index ?? steps.length - 1,
    }
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'parameters' in one)) {
    return { name, points: value.map((one) => one.parameters), steps: value.length - 1 }
  }
  const points = matrix(value, 'the path').map((row) => Array.from(row))
  if (points[0] && points[0].length !== 2) throw expected('a path of points [x, y]', points[0])
  return { name, points, steps: points.length - 1 }
}

/**
 * The paths in what people pass: a stepper, points [n, 2], a list of steppers, or `{ name: stepper or points, … }`.
 */
export function pathsOf(value: unknown): Path[] {
  if (value === undefined || value === null) return []
  if (isStepper(value)) return [pathOf(value, '')]
  if (Array.isArray(value) && value.some(isStepper)) return value.map((one) => pathOf(one, ''))
  if (Array.isArray(value) || isColumn(value)) return [pathOf(value, '')]
  if (typeof value === 'object') return Object.entries(value).map(([name, one]) => pathOf(one, name))
  throw expected('`path` to be a descent, points [n, 2], or an object of named ones', value)
}

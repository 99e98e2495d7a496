/** A function of two numbers, evaluated on a grid. */
import { expected, GradlabError } from '../errors.ts'
import { extent, isColumn, isTensor, valuesOf } from './input.ts'

export type Range = readonly [number, number]
export type Domain = readonly [Range, Range]

/** An objective of `descent`, or any function of two numbers: `(x, y) => z` or `([x, y]) => z`. */
export type Surface = ((x: number, y: number) => unknown) | ((at: readonly number[]) => unknown)

export interface Grid {
  x: number[]
  y: number[]
  /** Rows follow `y`, columns `x`. */
  z: number[][]
}

interface ObjectiveLike {
  domain?: Domain
  minima?: readonly { at: readonly number[] }[]
  parameterNames?: readonly string[]
  gradientBy?: unknown
}

/** What an objective knows of itself; nothing for a plain function. */
export const knowledge = (of: unknown): ObjectiveLike => (typeof of === 'function' ? (of as ObjectiveLike) : {})

/** One way to call both kinds of function. */
export function asFunction(of: unknown): (x: number, y: number) => number {
  if (typeof of !== 'function') throw expected('a function of two numbers or an objective of `descent`', of)
  const pair = !('gradientBy' in of) && of.length >= 2
  const call = of as (...args: unknown[]) => any
  return (x, y) => {
    const value = pair ? call(x, y) : call([x, y])
    if (isTensor(value)) {
      const [number] = Array.from(valuesOf(value, 'what the function returns'))
      ;(value as { dispose?(): void }).dispose?.()
      return number ?? Number.NaN
    }
    return typeof value === 'number' ? value : Number(value?.data ?? value?.value ?? Number.NaN)
  }
}

/** A checked domain. */
export function domainOf(value: unknown): Domain {
  const valid =
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((range) => isColumn(range) && range.length === 2 && Number.isFinite(range[0]) && range[0] < range[1])
  if (!valid) throw expected('`domain` to be [[x from, x to], [y from, y to]]', value, 'E.g. [[-2, 2], [-1, 3]].')
  return value as unknown as Domain
}

/** The smallest domain that holds all points, with a margin. */
export function around(points: readonly (readonly number[])[], margin = 0.25): Domain | undefined {
  const ranges = [0, 1].map((axis) => {
    const { low, high } = extent(points.map((point) => point[axis]!))
    const pad = (high - low || Math.abs(high) || 1) * margin
    return [low - pad, high + pad] as const
  })
  return ranges.every(([low, high]) => Number.isFinite(low) && low < high) ? (ranges as unknown as Domain) : undefined
}

/** Values of a function at `count` × `count` points of a domain. */
export function evaluate(f: (x: number, y: number) => number, [[x0, x1], [y0, y1]]: Domain, count = 61): Grid {
  if (!(Number.isInteger(count) && count >= 2 && count <= 1000)) {
    throw expected('`resolution` to be a whole number from 2 to 1000', count)
  }
  const x = Array.from({ length: count }, (_, i) => x0 + ((x1 - x0) * i) / (count - 1))
  const y = Array.from({ length: count }, (_, i) => y0 + ((y1 - y0) * i) / (count - 1))
  const z = y.map((yi) => x.map((xi) => f(xi, yi)))
  if (!z.some((row) => row.some(Number.isFinite))) {
    throw new GradlabError(
      `The function is nowhere a finite number on [${x0}, ${x1}] × [${y0}, ${y1}]: try another \`domain\`, or see what it returns there.`,
    )
  }
  return { x, y, z }
}

/**
 * Whether heights are better shown by their logarithm: where most of the picture lies within a hundredth of the range
 * (valleys such as Rosenbrock's are invisible otherwise).
 */
export function wantsLog({ z }: Grid): boolean {
  const sorted = Float64Array.from(z.flat()).filter(Number.isFinite).sort()
  const [low, high] = [sorted[0]!, sorted.at(-1)!]
  const median = sorted[sorted.length >> 1]!
  const tenth = sorted[Math.floor(sorted.length * 0.1)]!
  return high - low > 8 * (median - low) || high - low > 150 * (tenth - low)
}

/** log₁₀ of the height over the lowest point, floored where it would dive to −∞. */
export function logHeights({ z }: Grid, lowest: number): number[][] {
  const heights = z.map((row) => row.map((value) => value - lowest))
  const { high } = extent(heights.flat())
  const floor = Math.log10(high || 1) - 3.2
  return heights.map((row) =>
    row.map((value) => (Number.isFinite(value) ? Math.max(floor, Math.log10(value)) : Number.NaN)),
  )
}

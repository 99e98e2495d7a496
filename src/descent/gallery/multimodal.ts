/** Functions with many local minima, for any number of parameters. */
import { type Objective, objective } from '../objective.ts'

const tau = 2 * Math.PI

/**
 * Ackley's function: a hole in the middle of a bumpy plain.
 *
 *     −20 exp(−0.2 √(Σxᵢ²/n)) − exp(Σcos(2πxᵢ)/n) + 20 + e      minimum 0 at 0, where it has a kink
 *
 * @see Ackley, "A connectionist machine for genetic hillclimbing", 1987
 */
export const ackley: Objective = objective({
  name: 'ackley',
  formula: '-20 e^{-0.2\\sqrt{\\frac1n \\sum_i x_i^2}} - e^{\\frac1n \\sum_i \\cos 2\\pi x_i} + 20 + e',
  source: 'D. H. Ackley, A connectionist machine for genetic hillclimbing, Kluwer, 1987',
  start: [2.5, 1.8],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
  minima: [{ at: [0, 0], value: 0 }],
  f(x) {
    const { r, cosines } = ackleyMeans(x)
    return 20 * (1 - Math.exp(-0.2 * r)) + Math.E - Math.exp(cosines)
  },
  gradient(x, out = new Array(x.length)) {
    const { r, cosines } = ackleyMeans(x)
    const n = x.length
    // At 0 the cone has no gradient; 0 is its subgradient there.
    const cone = r === 0 ? 0 : (4 * Math.exp(-0.2 * r)) / (n * r)
    const bumps = (tau / n) * Math.exp(cosines)
    for (let i = 0; i < n; i++) out[i] = cone * x[i]! + bumps * Math.sin(tau * x[i]!)
    return out
  },
  hessian(x) {
    const { r, cosines } = ackleyMeans(x)
    const n = x.length
    const cone = r === 0 ? 0 : (4 * Math.exp(-0.2 * r)) / (n * r)
    const coneSlope = r === 0 ? 0 : (-cone * (0.2 + 1 / r)) / (n * r)
    const bumps = (tau / n) * Math.exp(cosines)
    return x.map((a, i) =>
      x.map((b, j) => {
        const mixed = coneSlope * a * b - bumps * (tau / n) * Math.sin(tau * a) * Math.sin(tau * b)
        return i === j ? mixed + cone + bumps * tau * Math.cos(tau * a) : mixed
      }),
    )
  },
})

function ackleyMeans(x: readonly number[]): { r: number; cosines: number } {
  let squares = 0
  let cosines = 0
  for (const v of x) {
    squares += v * v
    cosines += Math.cos(tau * v)
  }
  return { r: Math.sqrt(squares / x.length), cosines: cosines / x.length }
}

/**
 * Rastrigin's function: a bowl full of bumps, a local minimum near every point of whole numbers.
 *
 *     10n + Σ xᵢ² − 10 cos(2πxᵢ)      minimum 0 at 0
 *
 * @see Rastrigin, "Systems of extremal control", 1974
 */
export const rastrigin: Objective = objective({
  name: 'rastrigin',
  formula: '10n + \\sum_i x_i^2 - 10 \\cos 2\\pi x_i',
  source: 'L. A. Rastrigin, Systems of extremal control, Nauka, 1974',
  start: [2.3, -1.6],
  domain: [
    [-5.12, 5.12],
    [-5.12, 5.12],
  ],
  minima: [{ at: [0, 0], value: 0 }],
  f(x) {
    let sum = 0
    for (const v of x) sum += v * v + 10 * (1 - Math.cos(tau * v))
    return sum
  },
  gradient(x, out = new Array(x.length)) {
    for (let i = 0; i < x.length; i++) out[i] = 2 * x[i]! + 10 * tau * Math.sin(tau * x[i]!)
    return out
  },
  hessian: (x) => x.map((v, i) => x.map((_, j) => (i === j ? 2 + 10 * tau * tau * Math.cos(tau * v) : 0))),
})

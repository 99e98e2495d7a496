import { expected } from '../../errors.ts'
import { requireOptions } from '../inputs.ts'
import { type Objective, objective } from '../objective.ts'
import { rowsOf, type SampleSet } from './samples.ts'

export interface SingleThetaOptions {
  /** Leaves the factor 1/n out of the gradient, as article 001 does: the loss and its gradient then disagree. @default false */
  forgetMean?: boolean
}

/**
 * One parameter, one formula: ŷ = θx with the mean squared error. The first example of the tutorial.
 *
 *     L(θ) = 1/n Σ (yᵢ − θxᵢ)²      dL/dθ = −2/n Σ (yᵢ − θxᵢ) xᵢ
 *
 * @param set a Dataset or { x, y }, one input a row. @default x = 1, 2, 3 and y = 2, 4, 6, whose minimum is θ = 2
 * @example descent.start(descent.singleTheta(), { at: [0], optimizer: descent.batch({ lr: 0.05 }) })
 */
export function singleTheta(
  set: SampleSet = { x: [1, 2, 3], y: [2, 4, 6] },
  options: SingleThetaOptions = {},
): Objective {
  requireOptions('`singleTheta`', options, ['forgetMean'], '{ forgetMean: true }')
  const { size, features, x, y } = rowsOf(set)
  if (features !== 1) throw expected('one input a row for ŷ = θx', features)
  const factor = options.forgetMean ? 1 : 1 / size
  const xx = x.reduce((sum, v) => sum + v * v, 0)
  const xy = x.reduce((sum, v, i) => sum + v * y[i]!, 0)
  const mean = (theta: number, rows?: ArrayLike<number>): number => {
    let sum = 0
    const n = rows?.length ?? size
    for (let k = 0; k < n; k++) {
      const i = rows ? rows[k]! : k
      sum += (y[i]! - theta * x[i]!) ** 2
    }
    return sum / n
  }
  const slope = (theta: number, rows?: ArrayLike<number>): number => {
    let sum = 0
    const n = rows?.length ?? size
    for (let k = 0; k < n; k++) {
      const i = rows ? rows[k]! : k
      sum += (y[i]! - theta * x[i]!) * x[i]!
    }
    return -2 * sum * (options.forgetMean ? 1 : 1 / n)
  }
  const best = xx > 0 ? xy / xx : 0
  const reach = Math.max(1, Math.abs(best)) * 1.5
  return objective({
    name: 'singleTheta',
    formula: '\\frac1n \\sum_i (y_i - \\theta x_i)^2',
    source: 'the worked example of article 001',
    dimension: 1,
    start: [0],
    parameterNames: ['θ'],
    domain: [[best - reach, best + reach]],
    minima: xx > 0 ? [{ at: [best], value: mean(best) }] : [],
    f: ([theta]) => mean(theta!),
    gradient([theta], out = [0]) {
      out[0] = slope(theta!)
      return out
    },
    hessian: () => [[2 * factor * xx]],
    samples: {
      size,
      f: ([theta], rows) => mean(theta!, rows),
      gradient([theta], rows, out) {
        out[0] = slope(theta!, rows)
        return out
      },
    },
  })
}

import { expected } from '../../errors.ts'
import type { Objective } from '../objective.ts'
import { linearPredictor, type PointLoss } from './linear-predictor.ts'
import { rowsOf, type SampleSet } from './samples.ts'

const sigmoid = (z: number) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)))

/** −log p(y) with p = σ(z), as max(z, 0) − zy + log(1 + e^−|z|), which cannot overflow. */
const crossEntropy: PointLoss = {
  value: (z, y) => Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z))),
  slope: (z, y) => sigmoid(z) - y,
  curvature(z) {
    const p = sigmoid(z)
    return p * (1 - p)
  },
}

/**
 * Mean cross-entropy of p = σ(wᵀx + b) on a dataset with targets 0 and 1; parameters: the weights, then b.
 *
 *     L(w, b) = −1/n Σ yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)
 *
 * @param set a Dataset, or { x, y } as arrays
 * @see Cox, "The regression analysis of binary sequences", 1958
 */
export function logisticRegression(set: SampleSet): Objective {
  const { y } = rowsOf(set)
  const other = y.find((v) => v !== 0 && v !== 1)
  if (other !== undefined) throw expected('targets of 0 and 1 for logistic regression', other)
  return linearPredictor(set, crossEntropy, {
    name: 'logisticRegression',
    formula: '-\\frac1n \\sum_i y_i \\log p_i + (1 - y_i) \\log(1 - p_i)',
    source: 'D. R. Cox, Journal of the Royal Statistical Society B 20 (1958), 215–242',
    domain:
      rowsOf(set).features === 1
        ? ([
            [-6, 6],
            [-6, 6],
          ] as const)
        : undefined,
  })
}

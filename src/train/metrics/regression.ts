import { type Matrix, pair, type Values } from './values.ts'

function flat(yTrue: Values, yPred: Values): [Matrix['values'], Matrix['values'], number] {
  const [a, b] = pair(yTrue, yPred)
  return [a.values, b.values, Math.min(a.values.length, b.values.length)]
}

/** Mean squared error. */
export function mse(yTrue: Values, yPred: Values): number {
  const [y, p, n] = flat(yTrue, yPred)
  let sum = 0
  for (let i = 0; i < n; i++) sum += (p[i]! - y[i]!) ** 2
  return sum / n
}

/** Mean absolute error. */
export function mae(yTrue: Values, yPred: Values): number {
  const [y, p, n] = flat(yTrue, yPred)
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.abs(p[i]! - y[i]!)
  return sum / n
}

/** R², the share of the targets' variance that is explained: 1 is perfect, 0 no better than their mean. */
export function r2(yTrue: Values, yPred: Values): number {
  const [y, p, n] = flat(yTrue, yPred)
  let mean = 0
  for (let i = 0; i < n; i++) mean += y[i]! / n
  let [left, total] = [0, 0]
  for (let i = 0; i < n; i++) {
    left += (y[i]! - p[i]!) ** 2
    total += (y[i]! - mean) ** 2
  }
  if (total === 0) return left === 0 ? 1 : 0
  return 1 - left / total
}

/** A step as a row of a table. */
import { formatNumber, formatVector } from './format.ts'
import type { Step } from './step.ts'

export const stepHeads = ['step', 'parameters θ', 'loss', 'gradient g', '‖g‖', 'learning rate η', 'update Δθ']

export const stepRow = (s: Step): string[] => [
  String(s.index),
  vector(s.parameters),
  formatNumber(s.loss),
  vector(s.gradient),
  formatNumber(s.gradientNorm),
  formatNumber(s.learningRate),
  vector(s.update),
]

/** In text there is room for less. */
export const textHeads = ['step', 'parameters', 'loss', '‖gradient‖', 'lr', 'update']

export const textRow = (s: Step): string[] => [
  String(s.index),
  formatVector(s.parameters, 3),
  formatNumber(s.loss),
  formatNumber(s.gradientNorm),
  formatNumber(s.learningRate),
  formatVector(s.update, 3),
]

/** Three vectors stand side by side in a row: two components of a long one. */
function vector(values: readonly number[]): string {
  if (values.length <= 3) return formatVector(values)
  return `${formatVector(values.slice(0, 2)).slice(0, -1)}, …)`
}

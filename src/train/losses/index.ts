export {
  binaryCrossentropy,
  categoricalCrossentropy,
  kullbackLeiblerDivergence,
  sparseCategoricalCrossentropy,
} from './classification.ts'
export type { Loss, LossLike } from './loss.ts'
export { hinge, huberLoss, meanAbsoluteError, meanSquaredError } from './regression.ts'
export { fromLogits, resolveLoss } from './resolve.ts'

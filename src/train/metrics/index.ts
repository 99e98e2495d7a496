export {
  type Average,
  accuracy,
  type ClassScores,
  f1,
  precision,
  recall,
  scoresPerClass,
  topK,
} from './classification.ts'
export { Confusion, confusion } from './confusion.ts'
export { mae, mse, r2 } from './regression.ts'
export { type RocCurve, rocAuc, rocCurve } from './roc.ts'
export type { Values } from './values.ts'

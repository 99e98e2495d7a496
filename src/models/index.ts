export { dropout } from './layers/dropout.ts'
export { type LinearOptions, linear, logistic } from './linear.ts'
export { type MlpOptions, mlp } from './mlp.ts'
export type { ActivationName, InitializerLike, InitializerName, WeightOptions } from './parts.ts'

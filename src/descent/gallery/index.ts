export { ackley, rastrigin } from './multimodal.ts'
export { beale, booth, himmelblau, matyas } from './polynomials.ts'
export { rosenbrock } from './rosenbrock.ts'
export { plateau, type QuadraticOptions, quadratic, ravine, saddle } from './shapes.ts'

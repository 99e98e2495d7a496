export { logisticRegression } from './logistic.ts'
export { type SingleThetaOptions, singleTheta } from './single-theta.ts'
export { lasso, linearRegression, type PenaltyOptions, ridge } from './squared.ts'

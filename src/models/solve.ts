/** Small dense linear algebra in float64: what the closed forms need. Matrices are row by row in one array. */
import { GradlabError } from '../errors.ts'

/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's factorization (Golub and Van Loan, "Matrix
 * Computations", 4.2). A and b are overwritten; b becomes x.
 */
export function solvePositive(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!
      if (i === j) {
        if (!(sum > 0)) {
          throw new GradlabError(
            'The features are linearly dependent, so that many coefficients are equally good: use `models.ridge`, or drop a feature.',
          )
        }
        a[j * n + j] = Math.sqrt(sum)
      } else a[i * n + j] = sum / a[j * n + j]!
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= a[i * n + k]! * b[k]!
    b[i]! /= a[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= a[k * n + i]! * b[k]!
    b[i]! /= a[i * n + i]!
  }
  return b
}

/**
 * The x with least ‖A x − b‖, for A of `rows` × `n` with full rank, by Householder's QR (Golub and Van Loan, 5.3): twice as
 * many digits as by the normal equations. A and b are overwritten.
 */
export function leastSquares(a: Float64Array, b: Float64Array, rows: number, n: number): Float64Array {
  const dependent = () =>
    new GradlabError(
      rows < n
        ? `There are ${n} coefficients and only ${rows} examples, so that many fit equally well: use \`models.ridge\`.`
        : 'The features are linearly dependent, so that many coefficients are equally good: use `models.ridge`, or drop a feature.',
    )
  if (rows < n) throw dependent()
  let largest = 0
  for (let j = 0; j < n; j++) {
    let norm = 0
    for (let i = j; i < rows; i++) norm = Math.hypot(norm, a[i * n + j]!)
    largest = Math.max(largest, norm)
    if (!(norm > 1e-12 * largest)) throw dependent()
    const alpha = a[j * n + j]! > 0 ? -norm : norm
    const v0 = a[j * n + j]! - alpha
    let vv = v0 * v0
    for (let i = j + 1; i < rows; i++) vv += a[i * n + j]! ** 2
    const reflect = (get: (i: number) => number, put: (i: number, v: number) => void) => {
      let dot = v0 * get(j)
      for (let i = j + 1; i < rows; i++) dot += a[i * n + j]! * get(i)
      const factor = (2 * dot) / vv
      put(j, get(j) - factor * v0)
      for (let i = j + 1; i < rows; i++) put(i, get(i) - factor * a[i * n + j]!)
    }
    for (let c = j + 1; c < n; c++) {
      reflect(
        (i) => a[i * n + c]!,
        (i, v) => {
          a[i * n + c] = v
        },
      )
    }
    reflect(
      (i) => b[i]!,
      (i, v) => {
        b[i] = v
      },
    )
    a[j * n + j] = alpha
  }
  const x = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!
    for (let k = i + 1; k < n; k++) sum -= a[i * n + k]! * x[k]!
    x[i] = sum / a[i * n + i]!
  }
  return x
}

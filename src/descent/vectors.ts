/** Vectors as plain arrays of float64 numbers: what the optimizers are written with. */

export function zeros(n: number): number[] {
  return new Array<number>(n).fill(0)
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** The Euclidean norm √(Σ aᵢ²). */
export function norm(a: readonly number[]): number {
  return Math.sqrt(dot(a, a))
}

/** target ← source, in place. */
export function copyInto(target: number[], source: readonly number[]): number[] {
  for (let i = 0; i < source.length; i++) target[i] = source[i]!
  return target
}

/** a − b as a new vector. */
export function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value - b[i]!)
}

/**
 * Solves A p = b by Cholesky's factorization A = L Lᵀ.
 * @param a symmetric matrix, n × n
 * @returns p, or undefined where A is not positive definite, or so nearly singular that only rounding makes it so
 */
export function solvePositiveDefinite(a: readonly (readonly number[])[], b: readonly number[]): number[] | undefined {
  const n = b.length
  const l: number[][] = []
  for (let i = 0; i < n; i++) {
    const row = zeros(n)
    l.push(row)
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!
      for (let k = 0; k < j; k++) sum -= row[k]! * l[j]![k]!
      if (i === j) {
        if (!(sum > 1e-14 * a[i]![i]!)) return undefined
        row[i] = Math.sqrt(sum)
      } else {
        row[j] = sum / l[j]![j]!
      }
    }
  }
  const p = zeros(n)
  for (let i = 0; i < n; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= l[i]![k]! * p[k]!
    p[i] = sum / l[i]![i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = p[i]!
    for (let k = i + 1; k < n; k++) sum -= l[k]![i]! * p[k]!
    p[i] = sum / l[i]![i]!
  }
  return p
}

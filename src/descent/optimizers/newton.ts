import { backtracking } from '../line-search.ts'
import { flag, optimizer, positive } from '../optimizer.ts'
import { dot, solvePositiveDefinite } from '../vectors.ts'

/**
 * Newton's method: goes to the minimum of the quadratic model, H p = −g.
 *
 * Where the Hessian H is not positive definite it is damped: H + τI with the smallest τ of a doubling row that makes it
 * so. The step is halved until the loss falls (Armijo); `lineSearch: false` takes it whole.
 *
 *     θ ← θ − η (H + τI)⁻¹ g
 *
 * @default lr = 1 (η, the first step size tried), lineSearch = true
 * @see Nocedal and Wright, "Numerical optimization", 2006, algorithms 3.2 and 3.3
 */
export const newton = optimizer({
  name: 'newton',
  options: { lr: positive(1), lineSearch: flag(true) },
  needs: ['full objective', 'hessian'],
  state: (n) => ({ tau: 0, p: new Array<number>(n).fill(0), alpha: 1 }),
  update(x, g, state, { lr, lineSearch }, problem) {
    if (dot(g, g) === 0) return 0
    const hessian = problem.hessian!(x)
    const { p, tau } = dampedNewtonDirection(hessian, g)
    state.tau = tau
    state.p = p
    state.alpha = lineSearch && p.every(Number.isFinite) ? backtracking(problem, x, p, g, { lr }) : lr
    for (let i = 0; i < x.length; i++) x[i]! += state.alpha * p[i]!
    return state.alpha
  },
  rule: [
    ['p \\leftarrow -(H + \\tau I)^{-1} g', "p = -(H + {tau'} I)^{-1} {g} = {p'}"],
    ['\\theta \\leftarrow \\theta + \\eta p', "\\theta = {x} + {alpha'} \\cdot {p'} = {x'}"],
  ],
})

/** Solves (H + τI) p = −g with τ = 0 if H is positive definite, else the first of τ₀, 2τ₀, 4τ₀ … that works. */
export function dampedNewtonDirection(hessian: number[][], g: readonly number[]): { p: number[]; tau: number } {
  const right = g.map((v) => -v)
  const smallest = Math.min(...hessian.map((row, i) => row[i]!))
  const size = Math.max(1e-3, ...hessian.map((row) => Math.max(...row.map(Math.abs))))
  let tau = smallest > 0 ? 0 : -smallest + 1e-3 * size
  for (;;) {
    const p = solvePositiveDefinite(
      hessian.map((row, i) => row.map((v, j) => (i === j ? v + tau : v))),
      right,
    )
    if (p) return { p, tau }
    // τ = ∞ ends it where the Hessian itself is not finite: the stepper then stops with NaN.
    if (!Number.isFinite(tau)) return { p: right.map(() => Number.NaN), tau }
    tau = Math.max(2 * tau, 1e-3 * size)
  }
}

import { strongWolfe } from '../line-search.ts'
import { count, optimizer, positive } from '../optimizer.ts'
import { dot, minus, zeros } from '../vectors.ts'

/**
 * L-BFGS: Newton's direction from the last few steps s and gradient changes y alone, without a Hessian.
 *
 *     p ← −H g          (H from s, y by the two-loop recursion)
 *     θ ← θ + α p       (α by a strong Wolfe line search)
 *
 * @default lr = 1 (the first step size tried), memory = 10 (pairs kept). PyTorch's takes fixed steps of lr and keeps 100.
 * @see Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", 1989;
 *   Nocedal and Wright, "Numerical optimization", 2006, algorithms 7.4 and 7.5
 */
export const lbfgs = optimizer({
  name: 'lbfgs',
  options: { lr: positive(1), memory: count(10) },
  needs: ['full objective'],
  state: (n) => ({
    alpha: 0,
    p: zeros(n),
    s: [] as number[][],
    y: [] as number[][],
    xLast: null as number[] | null,
    gLast: null as number[] | null,
  }),
  update(x, g, state, { lr, memory }, problem) {
    if (dot(g, g) === 0) return 0
    if (state.xLast && state.gLast) remember(state, minus(x, state.xLast), minus(g, state.gLast), memory)
    let p = twoLoop(g, state.s, state.y)
    if (!(dot(p, g) < 0)) {
      state.s = []
      state.y = []
      p = g.map((v) => -v)
    }
    // Without pairs the scale of p is unknown: the first trial has the length lr at most.
    const first = state.s.length ? lr : lr / Math.max(1, Math.sqrt(dot(g, g)))
    state.alpha = strongWolfe(problem, x, p, g, { lr: first })
    state.p = p
    state.xLast = x.slice()
    state.gLast = g.slice()
    for (let i = 0; i < x.length; i++) x[i]! += state.alpha * p[i]!
    return state.alpha
  },
  rule: [
    ['p \\leftarrow -H g', "p = -H {g} = {p'}"],
    ['\\theta \\leftarrow \\theta + \\alpha p', "\\theta = {x} + {alpha'} \\cdot {p'} = {x'}"],
  ],
})

/** Keeps the pair if the curvature along it is positive, so that H stays positive definite. */
function remember(state: { s: number[][]; y: number[][] }, s: number[], y: number[], memory: number): void {
  if (!(dot(s, y) > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y)))) return
  state.s = [...state.s, s].slice(-memory)
  state.y = [...state.y, y].slice(-memory)
}

/** −H g by the two-loop recursion (algorithm 7.4). */
function twoLoop(g: readonly number[], s: readonly number[][], y: readonly number[][]): number[] {
  const q = g.slice()
  const a: number[] = []
  for (let k = s.length - 1; k >= 0; k--) {
    a[k] = dot(s[k]!, q) / dot(y[k]!, s[k]!)
    for (let i = 0; i < q.length; i++) q[i]! -= a[k]! * y[k]![i]!
  }
  const last = s.length - 1
  const scale = last >= 0 ? dot(s[last]!, y[last]!) / dot(y[last]!, y[last]!) : 1
  for (let i = 0; i < q.length; i++) q[i]! *= scale
  for (let k = 0; k < s.length; k++) {
    const b = dot(y[k]!, q) / dot(y[k]!, s[k]!)
    for (let i = 0; i < q.length; i++) q[i]! += s[k]![i]! * (a[k]! - b)
  }
  return q.map((v) => -v)
}

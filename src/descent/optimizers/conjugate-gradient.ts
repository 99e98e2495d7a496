import { strongWolfe } from '../line-search.ts'
import { choice, optimizer, positive } from '../optimizer.ts'
import { copyInto, dot, zeros } from '../vectors.ts'

/**
 * Nonlinear conjugate gradient: each direction keeps a part of the last one, so that it does not undo it.
 *
 *     β = (g − g₋)ᵀg / g₋ᵀg₋, at least 0      (Polak–Ribière+)
 *     β = gᵀg / g₋ᵀg₋                         (Fletcher–Reeves)
 *     p ← −g + β p
 *     θ ← θ + α p                             (α by a strong Wolfe line search)
 *
 * Starts again from −g where p does not point downhill.
 *
 * @default lr = 1 (the first step size tried), beta = 'polakRibiere' (or 'fletcherReeves')
 * @see Fletcher and Reeves, "Function minimization by conjugate gradients", 1964; Polak and Ribière, 1969;
 *   Nocedal and Wright, "Numerical optimization", 2006, section 5.2
 */
export const conjugateGradient = optimizer({
  name: 'conjugateGradient',
  options: { lr: positive(1), beta: choice('polakRibiere', 'fletcherReeves') },
  needs: ['full objective'],
  state: (n) => ({ t: 0, beta: 0, alpha: 0, slope: 0, p: zeros(n), gLast: zeros(n) }),
  update(x, g, state, { lr, beta }, problem) {
    const gg = dot(g, g)
    if (gg === 0) return 0
    const { p, gLast } = state
    const last = dot(gLast, gLast)
    state.beta = 0
    if (state.t > 0) state.beta = beta === 'fletcherReeves' ? gg / last : Math.max(0, (gg - dot(gLast, g)) / last)
    for (let i = 0; i < x.length; i++) p[i] = -g[i]! + state.beta * p[i]!
    if (!(dot(p, g) < 0)) for (let i = 0; i < x.length; i++) p[i] = -g[i]!
    const slope = dot(p, g)
    // The first step has the length lr at most; later ones expect the decrease that the last step brought.
    const first = state.t === 0 ? lr / Math.max(1, Math.sqrt(gg)) : (state.alpha * state.slope) / slope || lr
    state.alpha = strongWolfe(problem, x, p, g, { lr: first, curvature: 0.1 })
    state.slope = slope
    state.t++
    copyInto(gLast, g)
    for (let i = 0; i < x.length; i++) x[i]! += state.alpha * p[i]!
    return state.alpha
  },
  rule: [
    ['p \\leftarrow -g + \\beta p', "p = -{g} + {beta'} \\cdot {p} = {p'}"],
    ['\\theta \\leftarrow \\theta + \\alpha p', "\\theta = {x} + {alpha'} \\cdot {p'} = {x'}"],
  ],
})

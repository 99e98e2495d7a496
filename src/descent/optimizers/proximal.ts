import { flag, optimizer, positive } from '../optimizer.ts'
import { copyInto, zeros } from '../vectors.ts'

/**
 * Proximal gradient: a gradient step on the smooth part, then the proximal operator of the rest. With lasso that is ISTA,
 * whose operator pulls every weight towards 0 and sets the small ones to 0 exactly.
 *
 *     θ ← prox_η(z − η ∇s(z))        with z = θ
 *     z = θ + (t₋ − 1)/t (θ − θ₋)    where accelerated (FISTA), t ← (1 + √(1 + 4t²))/2
 *
 * @default lr = 0.001 (η; at most 1/L for a gradient with Lipschitz constant L), accelerated = false
 * @see Beck and Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems", 2009
 */
export const proximal = optimizer({
  name: 'proximal',
  options: { lr: positive(0.001), accelerated: flag(false) },
  needs: ['full objective', 'proximal'],
  state: (n) => ({ t: 1, z: null as number[] | null, smooth: zeros(n) }),
  update(x, _, state, { lr, accelerated }, problem) {
    const last = x.slice()
    if (accelerated && state.z) copyInto(x, state.z)
    copyInto(state.smooth, problem.smoothGradient!(x, state.smooth))
    for (let i = 0; i < x.length; i++) x[i]! -= lr * state.smooth[i]!
    problem.proximal!(x, lr)
    if (!accelerated) return
    const t = (1 + Math.sqrt(1 + 4 * state.t * state.t)) / 2
    state.z = x.map((value, i) => value + ((state.t - 1) / t) * (value - last[i]!))
    state.t = t
  },
  rule: [
    [
      '\\theta \\leftarrow \\operatorname{prox}_\\eta(\\theta - \\eta \\nabla s)',
      "\\theta = \\operatorname{prox}({x} - {lr} \\cdot {smooth'}) = {x'}",
    ],
  ],
})

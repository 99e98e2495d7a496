import { fraction, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * Nesterov's accelerated gradient: momentum that looks ahead by one more push.
 *
 *     v ← μ v + g
 *     θ ← θ − η (g + μ v)
 *
 * @default lr = 0.001 (η), momentum = 0.9 (μ)
 * @see Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983; in this form
 *   Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning", 2013
 */
export const nesterov = optimizer({
  name: 'nesterov',
  options: { lr: positive(0.001), momentum: fraction(0.9) },
  state: (n) => ({ v: zeros(n) }),
  update(x, g, { v }, { lr, momentum }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = momentum * v[i]! + g[i]!
      x[i]! -= lr * (g[i]! + momentum * v[i]!)
    }
  },
  rule: [
    ['v \\leftarrow \\mu v + g', "v = {momentum} \\cdot {v} + {g} = {v'}"],
    [
      '\\theta \\leftarrow \\theta - \\eta (g + \\mu v)',
      "\\theta = {x} - {lr} \\cdot ({g} + {momentum} \\cdot {v'}) = {x'}",
    ],
  ],
})

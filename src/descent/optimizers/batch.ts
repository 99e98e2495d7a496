import { optimizer, positive } from '../optimizer.ts'

/**
 * Batch gradient descent, the plain one: every step looks at all of the data.
 *
 *     θ ← θ − η g
 *
 * @default lr = 0.001 (η)
 * @example descent.start(descent.quadratic(), { at: [4, 2], optimizer: descent.batch({ lr: 0.1 }) })
 * @see Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847
 */
export const batch = optimizer({
  name: 'batch',
  options: { lr: positive(0.001) },
  state: () => ({}),
  update(x, g, _, { lr }) {
    for (let i = 0; i < x.length; i++) x[i]! -= lr * g[i]!
  },
  rule: [['\\theta \\leftarrow \\theta - \\eta g', "\\theta = {x} - {lr} \\cdot {g} = {x'}"]],
})

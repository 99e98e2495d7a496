/** The orthogonal initializer. Saxe, McClelland, Ganguli (2013), "Exact solutions to the nonlinear dynamics of learning". */
import { generator, nextSeed } from '../../random.ts'
import { tf } from '../../tf.ts'
import { register } from './base.ts'

const TfOrthogonal = tf.initializers.orthogonal({ seed: 0 }).constructor as new (args: {
  gain?: number
  seed?: number
}) => tf.initializers.Initializer & { gain: number; seed: number }

/**
 * Orthonormal rows (or columns, whichever are fewer). TensorFlow.js's own makes them op by op, which takes seconds for an
 * LSTM and says so on stderr; this one takes milliseconds. Saved as Keras's 'Orthogonal'.
 */
export class Orthogonal extends TfOrthogonal {
  static className = 'Orthogonal'

  constructor(args: { gain?: number; seed?: number } = {}) {
    super({ gain: args.gain ?? 1, seed: args.seed ?? nextSeed() })
  }

  override apply(shape: number[]): tf.Tensor {
    const columns = shape.at(-1)!
    const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1)
    const [few, many] = [Math.min(rows, columns), Math.max(rows, columns)]
    const random = generator(this.seed)
    const basis: Float64Array[] = []
    for (let i = 0; i < few; i++) {
      const v = Float64Array.from({ length: many }, () => random.normal())
      // Gram–Schmidt, twice: the second round takes away what rounding left of the first.
      for (const b of [...basis, ...basis]) {
        let dot = 0
        for (let k = 0; k < many; k++) dot += b[k]! * v[k]!
        for (let k = 0; k < many; k++) v[k]! -= dot * b[k]!
      }
      const norm = Math.hypot(...v)
      basis.push(v.map((x) => x / norm))
    }
    const out = new Float32Array(rows * columns)
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        out[i * columns + j] = this.gain * (rows <= columns ? basis[i]![j]! : basis[j]![i]!)
      }
    }
    return tf.tensor(out, shape)
  }
}
register(Orthogonal)

import { tf } from '../tf.ts'

interface Tape {
  gradientDepth: number
  activeTape: { saved?: tf.Tensor[] | null }[] | null
}

/**
 * Runs a body that computes gradients. Where it fails, what the forward pass had kept for the backward pass is freed:
 * TensorFlow.js does that only after a backward pass.
 */
export function releasingTape<T>(body: () => T): T {
  try {
    return body()
  } catch (error) {
    const { state } = tf.engine() as unknown as { state: Tape }
    // Inside another gradient the tape goes on.
    if (state.gradientDepth === 0 && state.activeTape) {
      for (const { saved } of state.activeTape) for (const tensor of saved ?? []) tensor?.dispose()
      state.activeTape = null
    }
    throw error
  }
}

import type { tf } from '../tf.ts'
import type { FusedKernel, Optimizer, Tensors } from './optimizers/optimizer.ts'
import { asTensors, type TrainingState } from './training-state.ts'

/** Puts a fused kernel into the graph that is being recorded. */
export type EmitFused = (
  kernel: FusedKernel,
  weight: tf.Variable,
  slots: readonly tf.Variable[],
  inputs: readonly tf.Tensor[],
) => void

/**
 * One update of every weight. Call it inside tf.tidy.
 * @param t how many steps with this one: 1 at the first
 * @param emitFused where given, kernels that do the whole update are emitted instead of plain ops
 */
export function applyUpdate(
  state: TrainingState,
  { rule }: Optimizer,
  gradients: readonly tf.Tensor[],
  lr: tf.Tensor,
  t: tf.Tensor,
  emitFused?: EmitFused,
): void {
  const scalars = rule.scalars(lr, t, asTensors(state.globals))
  state.weights.forEach((weight, i) => {
    const slots = state.slots[i]!
    const prepared = rule.before?.(weight, gradients[i]!, scalars) ?? {}
    const gradient = prepared.gradient ?? gradients[i]!
    const { fused } = rule
    if (emitFused && fused) {
      if (prepared.value) weight.assign(prepared.value as tf.Variable)
      const inputs = fused.inputs.map((name) => (name === 'gradient' ? gradient : scalars[name]!))
      const used = fused.slots.map((name) => slots[name]!)
      emitFused(fused, weight, used, inputs)
      return
    }
    const updated: Tensors = rule.update(prepared.value ?? weight, gradient, asTensors(slots), scalars)
    weight.assign(updated.value!)
    for (const [name, slot] of Object.entries(slots)) slot.assign(updated[name]!)
  })
  for (const [name, variable] of Object.entries(state.globals)) variable.assign(scalars[name]!)
}

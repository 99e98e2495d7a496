/**
 * How `models` writes a SavedModel without knowing `train`, which stands to its right and makes the graphs: `train`
 * registers the writer when gradlab is imported, `models.save(model, path, { format: 'savedModel' })` asks for it.
 */
import type { tf } from './tf.ts'

export interface SavedModelOptions {
  /** Sizes of one example, where the model leaves them open: [length] or [height, width, channels]. */
  readonly inputShape?: readonly number[]
}

/** The bytes of a saved_model.pb with the model's weights inside. */
export type SavedModelWriter = (model: tf.LayersModel, options: SavedModelOptions) => Uint8Array

let writer: SavedModelWriter | undefined

/** Called once by `train`. */
export function registerSavedModel(write: SavedModelWriter): void {
  writer = write
}

/** A model as the bytes of a saved_model.pb. */
export const savedModelOf: SavedModelWriter = (model, options) => {
  if (!writer)
    throw new Error('Writing a SavedModel needs gradlab whole: import it from "gradlab", not from its folders.')
  return writer(model, options)
}

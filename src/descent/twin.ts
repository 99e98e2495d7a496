/** A model of the same layers with weights of its own. */
import { GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'

/** @throws where a layer cannot be made from its configuration, a class of the user's own for instance */
export function twinOf(model: tf.LayersModel): tf.LayersModel {
  const known = tf.serialization.SerializationMap.getMap().classNameMap
  const [cls, make] = known[model.getClassName()] ?? []
  try {
    if (!cls || !make) throw new Error(`${model.getClassName()} is not registered`)
    return make(cls, model.getConfig() as never) as tf.LayersModel
  } catch (error) {
    throw new GradlabError(
      `This model cannot be made a second time from its configuration (${(error as Error).message}): give fork another model of the same layers.`,
    )
  }
}

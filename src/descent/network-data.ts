/** What a network is stepped on: tensors as they are, arrays as tensors that the descent owns. */
import { type GivenSet, Makings } from '../data/given.ts'
import { isList } from '../data/nested.ts'
import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import type { NetworkObjective } from './network-engine.ts'

/** A network to step, its examples as tensors or arrays, as `train.fit` takes them. */
export interface NetworkStart extends Omit<NetworkObjective, 'data'> {
  /** Rows of `x` are examples; `y` holds one target a row. */
  data: NetworkObjective['data'] | GivenSet
}

/** Of a network and its data, before they are looked at. */
export interface ReadNetwork {
  readonly objective: NetworkObjective
  /** Tensors made of arrays, to be freed with the descent. */
  readonly made: tf.Tensor[]
}

/** @throws on a model with several inputs or outputs, and on data that is none */
export function readNetwork(of: NetworkStart): ReadNetwork {
  const { model, data } = of
  if (typeof model?.predict !== 'function') throw expected('`model` to be a model, such as models.mlp(…)', model)
  const { inputs, outputs } = model
  if (inputs?.length > 1 || outputs?.length > 1) {
    const count = (ports: readonly unknown[], what: string) => `${ports.length} ${what}${ports.length === 1 ? '' : 's'}`
    throw new GradlabError(
      `\`descent.start\` steps a model with one input and one output, and this one has ${count(inputs, 'input')} and ${count(outputs, 'output')}: \`train.fit\` trains it.`,
    )
  }
  if (!data?.x || !data.y) throw expected('`data` to be a dataset { x, y } of tensors or arrays', data)
  const arrays = inputs?.length === 1 && [data.x, data.y].some(isList)
  const read = (arrays ? makeTensors(model, data) : data) as NetworkObjective['data']
  const made = [read.x, read.y].filter((tensor) => tensor !== data.x && tensor !== data.y)
  const size = read.size ?? read.x.shape?.[0]
  return { objective: { ...of, data: read.size === undefined ? { ...read, size } : read }, made }
}

function makeTensors(model: tf.LayersModel, data: NetworkStart['data']): NetworkStart['data'] {
  const makings = new Makings()
  try {
    const { x, y } = makings.set(model, data)
    // The descent is used after the `tf.tidy` that it may be made in.
    for (const tensor of [x, y])
      if (tensor instanceof tf.Tensor && tensor !== data.x && tensor !== data.y) tf.keep(tensor)
    return { x, y }
  } catch (error) {
    makings.dispose()
    throw error
  }
}

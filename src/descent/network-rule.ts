/**
 * The textbook rules on a network: those that `train` has no kernel for (AMSGrad, and what a wrapper changes) take all weights
 * as one vector, in float64. Slower than a kernel; the rule is the same code that steps objectives.
 */
import { GradlabError } from '../errors.ts'
import type { LayerValues, NetworkStep, NetworkStepResult } from '../network-step.ts'
import type { tf } from '../tf.ts'
import type { Optimizer, OptimizerState, Options, Problem } from './optimizer.ts'

const kernels = ['batch', 'sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam', 'adamW', 'nadam']

/** Whether `train` has a kernel of its own for this optimizer. */
export const hasKernel = (optimizer: Optimizer): boolean => kernels.includes(optimizer.name)

/** Refuses the methods that mini-batches take the sense from, and says what to use. */
export function requireNetworkRule({ name, needs }: Optimizer): void {
  const why = needs.includes('proximal')
    ? 'needs an objective with a proximal operator, which the loss of a network does not have: for weights of zero use `l1` of `models.mlp` with descent.adam().'
    : needs.includes('hessian')
      ? 'needs the Hessian of the whole objective: for n weights that is n × n numbers, and every batch has another one. Use descent.adam() or descent.momentum().'
      : needs.includes('full objective')
        ? 'measures one objective again and again along a line, and every batch of a network is another objective. Use descent.adam() or descent.momentum().'
        : undefined
  if (why) throw new GradlabError(`\`${name}\` ${why}`)
}

export class NetworkRule {
  memory: OptimizerState
  /** The one that the last step used. */
  learningRate = Number.NaN
  readonly #net: NetworkStep
  readonly #optimizer: Optimizer
  /** Where each trained weight stands among all weights of the model. */
  readonly #places: readonly number[]

  constructor(net: NetworkStep, model: tf.LayersModel, optimizer: Optimizer) {
    this.#net = net
    this.#optimizer = optimizer
    this.#places = model.trainableWeights.map((weight) => model.weights.indexOf(weight))
    this.memory = optimizer.state(net.parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0))
  }

  /** One update on these rows. Loss, metrics and moving statistics are those of a step that moves no weight. */
  step(rows: ArrayLike<number>, options: Options): NetworkStepResult {
    const net = this.#net
    const x = flat(net.weights())
    const g = flat(net.gradients(rows))
    net.lr = noMove
    const result = net.step(rows)
    const used = this.#optimizer.update(x, g, this.memory, options, noProblem)
    this.learningRate = used === undefined ? (options.lr as number) : used
    const state = net.getState()
    const weights = state.weights.slice()
    let from = 0
    for (const place of this.#places) {
      const { length } = weights[place]!
      weights[place] = Float32Array.from(x.slice(from, from + length))
      from += length
    }
    net.setState({ ...state, weights })
    return result
  }
}

/** A learning rate that is 0 as a float32, which the tensors of a step are. */
const noMove = Number.MIN_VALUE

/** A rule that asks for more than the gradient is refused before it gets here. */
const noProblem: Problem = {
  f: () => {
    throw new GradlabError('This rule asks for the objective, which changes with every batch of a network.')
  },
  gradient: () => noProblem.f([]) as never,
}

function flat(layers: readonly LayerValues[]): number[] {
  const all: number[] = []
  for (const { values } of layers) for (const value of values) all.push(value)
  return all
}

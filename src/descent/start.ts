/** Where every descent begins. */
import { checkName, checkOptions, expected, GradlabError } from '../errors.ts'
import { generator, nextSeed } from '../random.ts'
import { BatchOrder } from './batch-order.ts'
import { Engine } from './engine.ts'
import * as gallery from './gallery/index.ts'
import { History } from './history.ts'
import { requireOptions, requirePoint } from './inputs.ts'
import { NetworkDescent } from './network.ts'
import { type NetworkStart, readNetwork } from './network-data.ts'
import { type Loss, type Objective, type ObjectiveParts, objective as toObjective } from './objective.ts'
import type { Optimizer } from './optimizer.ts'
import * as optimizers from './optimizers/index.ts'
import * as regression from './regression/index.ts'
import { requireDimension, requireNeeds, requireUsable } from './requirements.ts'
import { parseSaved, type Saved } from './saved.ts'
import { Descent } from './stepper.ts'

const makers: Readonly<Record<string, (options?: object) => Optimizer>> = { ...optimizers }

export interface StartOptions {
  /** The parameters to start from, n numbers. @default the objective's own start */
  at?: readonly number[]
  /** `descent.adam({ lr: 0.1 })` and the like, or a name such as 'adam'. @default descent.batch() */
  optimizer?: Optimizer | keyof typeof optimizers
  /** Samples a step looks at, where the objective is a mean over samples. @default 1 with `sgd`, else all */
  batchSize?: number
  /** Of the order of the samples. @default the next seed of `seed(n)` */
  seed?: number
  /** Keep the past, for `back` and `steps`. @default true */
  history?: boolean
}

/** What is called to get an objective; itself it is none. */
const makesObjectives = new Set<unknown>([gallery.quadratic, ...Object.values(regression)])

const known = ['at', 'optimizer', 'batchSize', 'seed', 'history'] as const

/** What is given to start on a network. */
export interface NetworkStartOptions {
  /**
   * One that looks at gradients only, wrappers included, or its name: all but newton, conjugateGradient, lbfgs and proximal.
   * Those that `train` has too run as its kernels; amsgrad and wrapped ones step in float64, several times slower.
   * @default descent.sgd()
   */
  optimizer?: StartOptions['optimizer']
  /** Of the order of the batches and of dropout, as in `train.fit`. @default the next seed of `seed(n)` */
  seed?: number
  /** Keep the past and look at every layer. Without it a step costs no more than the update. @default true */
  history?: boolean
}

/**
 * Starts a descent: on an objective, or on a network.
 *
 * @param of an objective of the gallery, `(x: number[]) => number`, a function of `Value`s, `{ f, gradient, hessian }`, or
 *   `{ model, data, loss, batchSize }`: a model with one input and one output, data of tensors or arrays
 * @param options where to start, the optimizer, the seed
 * @returns a stepper: `step`, `run`, `back`, `set`, `reset`, `fork`, `steps`; it shows itself
 * @example descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.adam({ lr: 0.1 }) }).step(10)
 * @example descent.start({ model, data: digits, loss: 'categoricalCrossentropy', batchSize: 128 }, { optimizer: descent.adam() })
 */
export function start(of: NetworkStart, options?: NetworkStartOptions): NetworkDescent
export function start(of: Loss | ObjectiveParts | Objective, options?: StartOptions): Descent
export function start(
  of: NetworkStart | Loss | ObjectiveParts | Objective,
  options: object = {},
): Descent | NetworkDescent {
  if (of && typeof of === 'object' && 'model' in of) return startOnNetwork(of, options)
  return startOnObjective(of as Loss, options)
}

function startOnNetwork(of: NetworkStart, options: NetworkStartOptions): NetworkDescent {
  requireOptions('`descent.start` on a network', options, ['optimizer', 'seed', 'history'], "{ optimizer: 'adam' }")
  checkOptions('A network to step', of, ['model', 'data', 'loss', 'batchSize', 'metrics', 'clipNorm', 'clipValue'])
  checkCommon(options)
  const optimizer = optimizerOf(options.optimizer ?? 'sgd')
  return new NetworkDescent(readNetwork(of), optimizer, options.seed ?? nextSeed(), options.history ?? true)
}

function startOnObjective(of: Loss | ObjectiveParts | Objective, options: StartOptions = {}): Descent {
  requireOptions('`descent.start`', options, known, '{ at: [-1.2, 1] }')
  checkCommon(options)
  if (makesObjectives.has(of)) {
    const { name } = of as { name: string }
    throw new GradlabError(
      `\`descent.${name}\` makes an objective: call it, as in descent.start(descent.${name}(…), …).`,
    )
  }
  if (options.at !== undefined) requirePoint('`at`', options.at, 'For example { at: [-1.2, 1] }.')
  const objective = toObjective(of, options.at)
  const at = options.at ?? objective.start
  if (!at) throw expected('`at`, the parameters to start from', at, 'For example { at: [-1.2, 1] }.')
  requireDimension(objective, at)
  const optimizer = optimizerOf(options.optimizer)
  const batches = batchOrder(objective, optimizer, options)
  requireUsable(of, objective, at)
  requireNeeds(optimizer, objective, at)
  const engine = new Engine(objective, optimizer, at, batches)
  const start = engine.save()
  const history = options.history === false ? undefined : new History(start, numbersIn(start))
  return new Descent(engine, { start, history })
}

/**
 * Brings a saved descent back.
 *
 * @param saved what `d.save()` gave, or the path of the file it wrote
 * @param objective the objective it ran on. @default the one of that name in the gallery
 * @param optimizer the optimizer; one with a wrapper around it must be given. @default the one of that name
 */
export function load(
  saved: Saved | string,
  objective?: Loss | ObjectiveParts | Objective,
  optimizer?: Optimizer,
): Descent {
  const { start, objective: name, optimizer: rule, batches } = parseSaved(saved)
  if (!objective) {
    const found = (gallery as Record<string, unknown>)[name]
    if (typeof found !== 'function' || makesObjectives.has(found))
      throw expected(`the objective '${name}' as second argument of descent.load`, objective)
    objective = found as Objective
  }
  if (!optimizer) {
    if (rule.name.includes('(')) {
      throw expected(
        `the optimizer ${rule.name} as third argument of descent.load`,
        optimizer,
        'What is put around an optimizer is not saved.',
      )
    }
    checkName('optimizer', rule.name, Object.keys(optimizers))
    optimizer = makers[rule.name]!(rule.options)
  }
  return startOnObjective(objective, { at: start.parameters, optimizer, ...batches }).load(saved)
}

function optimizerOf(choice: StartOptions['optimizer'] = 'batch'): Optimizer {
  if (typeof choice === 'string') {
    checkName('optimizer', choice, Object.keys(optimizers))
    return makers[choice]!()
  }
  if (typeof choice === 'function') {
    throw expected('an optimizer', choice, 'Call it: descent.adam(), not descent.adam.')
  }
  if (typeof choice?.update !== 'function' || typeof choice.state !== 'function') {
    throw expected('`optimizer` to be one of descent, such as descent.adam({ lr: 0.1 })', choice)
  }
  return choice
}

function batchOrder(objective: Objective, optimizer: Optimizer, { batchSize, seed }: StartOptions): BatchOrder | null {
  const size = batchSize ?? optimizer.batchSize
  if (!objective.samples) {
    if (batchSize === undefined) return null
    throw new GradlabError(
      `\`batchSize\` needs an objective that is a mean over samples, and ${objective.name} is none.`,
    )
  }
  if (size === undefined) return null
  if (optimizer.needs.includes('full objective')) {
    throw new GradlabError(`\`${optimizer.name}\` looks at the whole objective: leave out \`batchSize\`.`)
  }
  return new BatchOrder(objective.samples.size, size, seed ?? nextSeed())
}

function checkCommon({ seed, history }: { seed?: number; history?: boolean }): void {
  if (seed !== undefined) generator(seed) // checks it
  if (history !== undefined && typeof history !== 'boolean') throw expected('`history` to be true or false', history)
}

function numbersIn(state: object): number {
  let count = 0
  for (const value of Object.values(state)) {
    if (Array.isArray(value)) count += value.length * (Array.isArray(value[0]) ? value[0].length : 1)
    else if (value && typeof value === 'object' && !ArrayBuffer.isView(value)) count += numbersIn(value)
  }
  return count
}

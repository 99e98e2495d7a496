/** What an optimizer is: named options with defaults, a state that can be saved, and an update rule. */
import { checkOptions, expected } from '../errors.ts'
import { showOptimizer } from './named-display.ts'

/** The memory of an optimizer between steps: plain numbers and arrays, so that it can be saved as JSON. */
export type OptimizerState = { [key: string]: number | null | number[] | number[][] | OptimizerState }

/** What an update rule may ask of the objective; `batch` and Adam need none of it. */
export interface Problem {
  f(x: readonly number[]): number
  gradient(x: readonly number[], out?: number[]): number[]
  hessian?(x: readonly number[]): number[][]
  /** The proximal operator of the part that has no gradient (lasso's α‖w‖₁) with step size η, in place. */
  proximal?(x: number[], stepSize: number): void
  /** The gradient of the smooth part alone, where there is a proximal operator. */
  smoothGradient?(x: readonly number[], out?: number[]): number[]
}

export type OptionValue = number | boolean | string
export type Options = Record<string, OptionValue>

/** One optimizer with its options; made by `descent.adam({ lr: 0.1 })` and the like. */
export interface Optimizer {
  readonly name: string
  readonly options: Options
  /** The update rule in LaTeX, and the same with places for the numbers of a step: see formula.ts. */
  readonly rule: readonly (readonly [formula: string, filled: string])[]
  /** What the rule asks of the objective beyond the gradient. */
  readonly needs: readonly ('full objective' | 'hessian' | 'proximal')[]
  /** How many samples a step looks at where the objective is a sum over samples and `batchSize` is not given. */
  readonly batchSize?: number
  /** Fails on an option that does not exist or is out of range. */
  check(options: object): void
  /** The state before the first step, for n parameters. */
  state(n: number): OptimizerState
  /** One update of x in place. Returns the step size used where it isn't `options.lr`. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a rule without a step size of its own returns nothing
  update(x: number[], g: number[], state: any, options: any, problem: Problem): number | void
}

interface Range {
  readonly text: string
  readonly test: (value: never) => boolean
}

/** An option: its default and its range. */
export interface OptionSpec<T extends OptionValue = OptionValue> {
  readonly value: T
  readonly range: Range
}

const isNumber = (test: (v: number) => boolean) => (v: number) => typeof v === 'number' && test(v)
const ranges = {
  positive: { text: 'a number > 0', test: isNumber((v) => v > 0 && v < Infinity) },
  nonNegative: { text: 'a number ≥ 0', test: isNumber((v) => v >= 0 && v < Infinity) },
  fraction: { text: 'a number in [0, 1)', test: isNumber((v) => v >= 0 && v < 1) },
  count: { text: 'a whole number ≥ 1', test: isNumber((v) => Number.isSafeInteger(v) && v >= 1) },
  flag: { text: 'true or false', test: (v: boolean) => typeof v === 'boolean' },
}

export const positive = (value: number): OptionSpec<number> => ({ value, range: ranges.positive })
export const nonNegative = (value: number): OptionSpec<number> => ({ value, range: ranges.nonNegative })
export const fraction = (value: number): OptionSpec<number> => ({ value, range: ranges.fraction })
export const count = (value: number): OptionSpec<number> => ({ value, range: ranges.count })
export const flag = (value: boolean): OptionSpec<boolean> => ({ value, range: ranges.flag })
export function choice<T extends string>(value: T, ...others: T[]): OptionSpec<T> {
  const all = [value, ...others]
  return { value, range: { text: all.map((v) => `'${v}'`).join(' or '), test: (v: T) => all.includes(v) } }
}

type ValuesOf<S> = { -readonly [K in keyof S]: S[K] extends OptionSpec<infer T> ? T : never }

/** A rule as its file writes it: options with defaults, state, update, formulas. */
export interface RuleSpec<S extends Record<string, OptionSpec<any>>, M extends OptimizerState> {
  readonly name: string
  readonly options: S
  readonly needs?: Optimizer['needs']
  readonly batchSize?: number
  state(n: number): M
  // biome-ignore lint/suspicious/noConfusingVoidType: see Optimizer
  update(x: number[], g: number[], state: M, options: ValuesOf<S>, problem: Problem): number | void
  readonly rule: Optimizer['rule']
}

/** Turns a rule into the function that readers call: `adam({ lr: 0.1 })`. */
export function optimizer<S extends Record<string, OptionSpec<any>>, M extends OptimizerState>(
  spec: RuleSpec<S, M>,
): (options?: Partial<ValuesOf<S>>) => Optimizer {
  const known = Object.keys(spec.options)
  const defaults = Object.fromEntries(known.map((key) => [key, spec.options[key]!.value])) as Options
  function check(options: object): void {
    if (options === null || typeof options !== 'object') {
      throw expected(`the options of \`${spec.name}\` to be an object such as { lr: 0.1 }`, options)
    }
    checkOptions(`\`${spec.name}\``, options, known)
    for (const [key, value] of Object.entries(options)) {
      const { range } = spec.options[key]!
      if (!range.test(value as never)) throw expected(`\`${key}\` to be ${range.text}`, value)
    }
  }
  return (options = {}) => {
    check(options)
    const { name, rule, needs = [], batchSize, state, update } = spec
    const made = { name, options: { ...defaults, ...options } as Options, rule, needs, batchSize, check, state, update }
    return showOptimizer(made)
  }
}

/**
 * A number that remembers how it was made, so that derivatives can flow back: reverse-mode automatic differentiation.
 *
 * Each operation makes a new `Value` that holds its result, the Values it came from, and the local derivative for each of
 * them. `backward` walks the graph from the result to the leaves and adds up products of derivatives: the chain rule.
 *
 * @see Griewank and Walther, "Evaluating derivatives", 2nd edition, 2008, chapter 3
 */
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { expected } from '../errors.ts'
import { formatNumber } from './format.ts'
import { drawGraph } from './value-graph.ts'

type Operand = Value | number

export class Value implements Displayable {
  /** The number itself. */
  readonly data: number
  /** The derivative of the Value on which `backward` was called with respect to this one; sums up over calls. */
  grad = 0
  /** Which operation made it: '+', '×', 'tanh' …; '' for a leaf. */
  readonly operation: string
  /** The Values it was made from. */
  readonly from: readonly Value[]
  /** A name for pictures and messages. */
  label = ''
  readonly #slopes: readonly number[]

  constructor(data: number, operation = '', from: readonly Value[] = [], slopes: readonly number[] = []) {
    if (typeof data !== 'number') throw expected('a number', data, 'A Value holds one number: descent.value(2).')
    this.data = data
    this.operation = operation
    this.from = from
    this.#slopes = slopes
  }

  /** Gives it a name, and returns it. */
  named(label: string): this {
    this.label = label
    return this
  }

  /** this + other */
  add(other: Operand): Value {
    const b = toValue(other)
    return new Value(this.data + b.data, '+', [this, b], [1, 1])
  }

  /** this − other */
  sub(other: Operand): Value {
    const b = toValue(other)
    return new Value(this.data - b.data, '−', [this, b], [1, -1])
  }

  /** this × other */
  mul(other: Operand): Value {
    const b = toValue(other)
    return new Value(this.data * b.data, '×', [this, b], [b.data, this.data])
  }

  /** this ÷ other */
  div(other: Operand): Value {
    const b = toValue(other)
    const quotient = this.data / b.data
    return new Value(quotient, '÷', [this, b], [1 / b.data, -quotient / b.data])
  }

  /** −this */
  neg(): Value {
    return new Value(-this.data, 'neg', [this], [-1])
  }

  /** thisⁿ for a constant n; for a Value as exponent, this must be > 0. */
  pow(exponent: Operand): Value {
    if (!(exponent instanceof Value)) {
      if (typeof exponent !== 'number') throw expected('a number or a Value as exponent', exponent)
      const slope = exponent === 0 ? 0 : exponent * this.data ** (exponent - 1)
      return new Value(this.data ** exponent, `^${formatNumber(exponent)}`, [this], [slope])
    }
    const power = this.data ** exponent.data
    const slopes = [exponent.data * this.data ** (exponent.data - 1), power * Math.log(this.data)]
    return new Value(power, '^', [this, exponent], slopes)
  }

  exp(): Value {
    const e = Math.exp(this.data)
    return new Value(e, 'exp', [this], [e])
  }

  /** The natural logarithm. */
  log(): Value {
    return new Value(Math.log(this.data), 'log', [this], [1 / this.data])
  }

  sqrt(): Value {
    const root = Math.sqrt(this.data)
    return new Value(root, '√', [this], [0.5 / root])
  }

  /** |this|; the derivative at 0 is taken as 0. */
  abs(): Value {
    return new Value(Math.abs(this.data), 'abs', [this], [Math.sign(this.data)])
  }

  sin(): Value {
    return new Value(Math.sin(this.data), 'sin', [this], [Math.cos(this.data)])
  }

  cos(): Value {
    return new Value(Math.cos(this.data), 'cos', [this], [-Math.sin(this.data)])
  }

  tanh(): Value {
    const t = Math.tanh(this.data)
    return new Value(t, 'tanh', [this], [1 - t * t])
  }

  /** max(0, this); the derivative at 0 is taken as 0. */
  relu(): Value {
    return new Value(Math.max(0, this.data), 'relu', [this], [this.data > 0 ? 1 : 0])
  }

  /** 1 / (1 + e^−this) */
  sigmoid(): Value {
    const s = this.data >= 0 ? 1 / (1 + Math.exp(-this.data)) : Math.exp(this.data) / (1 + Math.exp(this.data))
    return new Value(s, 'sigmoid', [this], [s * (1 - s)])
  }

  /** log(1 + e^this), a smooth relu. */
  softplus(): Value {
    const value = Math.max(this.data, 0) + Math.log1p(Math.exp(-Math.abs(this.data)))
    return new Value(value, 'softplus', [this], [1 / (1 + Math.exp(-this.data))])
  }

  /** The larger of the two. */
  max(other: Operand): Value {
    const b = toValue(other)
    return new Value(Math.max(this.data, b.data), 'max', [this, b], this.data >= b.data ? [1, 0] : [0, 1])
  }

  /** Every Value that this one was made from, itself last: each comes after those it was made from. */
  graph(): Value[] {
    const order: Value[] = []
    const seen = new Set<Value>()
    const stack: [Value, number][] = [[this, 0]]
    // With a stack of its own: a loop of 10,000 additions is a graph 10,000 deep.
    while (stack.length) {
      const top = stack[stack.length - 1]!
      const [value, next] = top
      if (next === 0) {
        if (seen.has(value)) {
          stack.pop()
          continue
        }
        seen.add(value)
      }
      if (next < value.from.length) {
        top[1]++
        if (!seen.has(value.from[next]!)) stack.push([value.from[next]!, 0])
      } else {
        order.push(value)
        stack.pop()
      }
    }
    return order
  }

  /**
   * Fills in `grad` of every Value in the graph: ∂this/∂value, by the chain rule from this one back to the leaves.
   * Gradients of leaves add up over calls (as in PyTorch): set `grad = 0` between two.
   */
  backward(): void {
    const order = this.graph()
    for (const value of order) if (value.from.length) value.grad = 0
    this.grad = 1
    for (let k = order.length - 1; k >= 0; k--) {
      const value = order[k]!
      const slopes = value.#slopes
      for (let i = 0; i < slopes.length; i++) value.from[i]!.grad += slopes[i]! * value.grad
    }
  }

  /** Refuses arithmetic with +, * and the like, which would lose the graph without a word. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString()
    throw new TypeError('A Value has methods for arithmetic: a.mul(b).add(1), not a * b + 1. Its number is a.data.')
  }

  toString(): string {
    return `Value(${this.label ? `${this.label}: ` : ''}data=${formatNumber(this.data, 6)}, grad=${formatNumber(this.grad, 6)})`
  }

  /** The graph as a picture: values and gradients in boxes, operations between them. */
  [displaySymbol](): MimeBundle {
    const svg = drawGraph(this)
    return svg ? { 'text/plain': this.toString(), 'image/svg+xml': svg } : { 'text/plain': this.toString() }
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/**
 * A scalar with reverse-mode autodiff: methods for arithmetic, `backward()`, `grad`.
 *
 * @param data the number
 * @param label its name in pictures
 * @example const a = descent.value(2); const L = a.mul(a).add(3); L.backward(); a.grad // 4
 */
export function value(data: number, label = ''): Value {
  return new Value(data).named(label)
}

function toValue(operand: Operand): Value {
  return operand instanceof Value ? operand : new Value(operand)
}

/**
 * A recorded graph knows one batch size: it is in the shapes that reshapes ask for. Recorded with two batch sizes, the graphs
 * differ in just these numbers, and each is a·batch + b: so one graph for every batch size can compute them.
 */
import { dataType, typeAttr } from './attributes.ts'
import { Graph, type Output } from './graph.ts'
import type { Message } from './protobuf.ts'
import { Untraceable } from './untraceable.ts'

type Values = Float32Array | Int32Array | Uint8Array | BigInt64Array

interface Constant {
  readonly type: number
  readonly shape: readonly number[]
  readonly values: Values
}

interface RecordedNode {
  readonly name: string
  readonly op: string
  readonly inputs: readonly Output[]
  readonly attributes: Record<string, Message>
  readonly constant?: Constant
}

/** A graph whose nodes can be read. */
export class RecordedGraph extends Graph {
  readonly nodes: RecordedNode[] = []

  override get size(): number {
    return this.nodes.length
  }

  override node(
    op: string,
    inputs: readonly Output[],
    attributes: Record<string, Message> = {},
    name?: string,
  ): Output {
    const own = name ?? `m${this.nodes.length}`
    this.nodes.push({ name: own, op, inputs, attributes })
    return own
  }

  override constant(type: number, shape: readonly number[], values: Values, name?: string): Output {
    const own = name ?? `m${this.nodes.length}`
    this.nodes.push({ name: own, op: 'Const', inputs: [], attributes: {}, constant: { type, shape, values } })
    return own
  }
}

/** A recorded graph, and the size of the batch it was recorded with. */
export interface BatchRecording {
  readonly graph: RecordedGraph
  readonly batch: number
}

const int = { T: typeAttr(dataType.int32) }

/**
 * Adds to `graph` what was recorded, for every batch size.
 * @param batch a node that holds the batch size: an int32 scalar
 * @throws Untraceable where the two recordings differ in more than numbers that are linear in the batch size
 */
export function emitAnyBatch(graph: Graph, [a, b]: readonly [BatchRecording, BatchRecording], batch: Output): void {
  if (a.graph.size !== b.graph.size) throw new Untraceable(depends)
  a.graph.nodes.forEach((node, i) => {
    const other = b.graph.nodes[i]!
    if (node.op !== other.op || node.inputs.join() !== other.inputs.join() || !equal(node, other)) {
      throw new Untraceable(depends)
    }
    const [mine, theirs] = [node.constant, other.constant]
    if (!mine || !theirs) {
      graph.node(node.op, node.inputs, node.attributes, node.name)
      return
    }
    const sizes = { from: a.batch, to: b.batch, scalar: false }
    if (mine.shape.join() !== theirs.shape.join()) {
      const extent = emitLinear(graph, batch, { x: mine.shape, y: theirs.shape, ...sizes })
      const base = unrepeated(mine, theirs)
      const types = { T: typeAttr(mine.type), Tidx: typeAttr(dataType.int32) }
      const small = graph.constant(mine.type, base.shape, base.values)
      graph.node('BroadcastTo', [small, extent], types, node.name)
    } else if (mine.values.every((v, k) => Object.is(v, theirs.values[k]))) {
      graph.constant(mine.type, mine.shape, mine.values, node.name)
    } else if (mine.type === dataType.int32) {
      const points = { x: mine.values as Int32Array, y: theirs.values as Int32Array, ...sizes }
      emitLinear(graph, batch, { ...points, scalar: !mine.shape.length }, node.name)
    } else throw new Untraceable(depends)
  })
}

const depends = 'what the model computes depends on the size of the batch'

/** What two constants repeat along the axes where their sizes differ. */
function unrepeated(mine: Constant, theirs: Constant): Constant {
  if (mine.shape.length !== theirs.shape.length) throw new Untraceable(depends)
  const shape = mine.shape.map((d, k) => (d === theirs.shape[k] ? d : 1))
  const values = mine.values.slice(
    0,
    shape.reduce((x, d) => x * d, 1),
  ) as Values
  const strides = shape.map((d, k) => (d === 1 ? 0 : shape.slice(k + 1).reduce((x, e) => x * e, 1)))
  const visit = ({ shape: whole, values: all }: Constant, body: (at: number, small: number) => void) => {
    for (let at = 0; at < all.length; at++) {
      let [rest, small] = [at, 0]
      for (let k = whole.length - 1; k >= 0; k--) {
        small += (rest % whole[k]!) * strides[k]!
        rest = Math.floor(rest / whole[k]!)
      }
      body(at, small)
    }
  }
  visit(mine, (at, small) => {
    values[small] = mine.values[at]!
  })
  for (const one of [mine, theirs]) {
    visit(one, (at, small) => {
      if (!Object.is(one.values[at], values[small])) throw new Untraceable(depends)
    })
  }
  return { type: mine.type, shape, values }
}

function equal({ attributes }: RecordedNode, other: RecordedNode): boolean {
  const [mine, theirs] = [Object.entries(attributes), Object.keys(other.attributes)]
  return (
    mine.length === theirs.length &&
    mine.every(([name, value]) => {
      const wanted = other.attributes[name]
      return wanted !== undefined && Buffer.compare(value.encode(), wanted.encode()) === 0
    })
  )
}

interface Points {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly from: number
  readonly to: number
  readonly scalar: boolean
}

/** Whole numbers that are x at one batch size and y at the other: slope · batch + start. */
function emitLinear(graph: Graph, batch: Output, { x, y, from, to, scalar }: Points, name?: string): Output {
  const slope = Int32Array.from(x, (v, k) => (y[k]! - v) / (to - from))
  const start = Int32Array.from(x, (v, k) => v - slope[k]! * from)
  if (slope.some((s, k) => s * to + start[k]! !== y[k])) {
    throw new Untraceable(depends)
  }
  const shape = scalar ? [] : [x.length]
  const product = graph.node('Mul', [batch, graph.constant(dataType.int32, shape, slope)], int)
  return graph.node('AddV2', [product, graph.constant(dataType.int32, shape, start)], int, name)
}

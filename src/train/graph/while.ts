/**
 * A loop inside the graph, so that one call makes many steps. TensorFlow's dataflow form: Enter, Merge, Switch,
 * NextIteration, Exit. Source: M. Abadi et al., TensorFlow: large-scale machine learning (2015), section 4.4.
 */
import { boolAttr, dataType, intAttr, stringAttr, typeAttr } from './attributes.ts'
import { control, type Graph, type Output } from './graph.ts'

export interface LoopBody {
  /** The number of this iteration; in a branch, it is there only where the branch is taken. */
  readonly i: Output
  /** Control inputs for nodes that have no inputs inside the loop. */
  readonly frame: readonly Output[]
  /** A value from outside, the same in every iteration. */
  invariant(value: Output, type: number): Output
}

/** What an iteration ends with. */
export interface Iteration {
  /** Whether to go on: a boolean. */
  readonly goOn: Output
  /** i + 1, once everything is done. */
  readonly next: Output
}

/** i + 1, after these nodes. */
export function increment(graph: Graph, { i, frame }: LoopBody, after: readonly Output[]): Output {
  return graph.node('AddV2', [i, graph.int(1, frame), ...after.map(control)], { T: typeAttr(dataType.int32) })
}

/** Takes one of two branches in an iteration. */
export function emitBranch(
  graph: Graph,
  loop: LoopBody,
  condition: Output,
  whenTrue: (loop: LoopBody) => Iteration,
  whenFalse: (loop: LoopBody) => Iteration,
): Iteration {
  const int = { T: typeAttr(dataType.int32) }
  const switched = graph.node('Switch', [loop.i, condition], int)
  const branch = (side: 0 | 1): LoopBody => {
    const i = graph.node('Identity', [`${switched}:${side}`], int)
    return { ...loop, i, frame: [i] }
  }
  const [no, yes] = [whenFalse(branch(0)), whenTrue(branch(1))]
  const merge = (a: Output, b: Output, type: number): Output =>
    graph.node('Merge', [a, b], { T: typeAttr(type), N: intAttr(2) })
  return { goOn: merge(no.goOn, yes.goOn, dataType.bool), next: merge(no.next, yes.next, dataType.int32) }
}

/**
 * Counts i from `first` up to `end` − 1, as long as the body says so.
 * @param body emits one iteration; returns whether to go on, and the next i
 * @returns the node that is there when the loop is over: how far it came
 */
export function emitWhile(
  graph: Graph,
  name: string,
  first: Output,
  end: Output,
  body: (loop: LoopBody) => Iteration,
): Output {
  const int = { T: typeAttr(dataType.int32) }
  const bool = { T: typeAttr(dataType.bool) }
  const enter = (value: Output, type: number, constant: boolean): Output =>
    graph.node('Enter', [value], {
      T: typeAttr(type),
      frame_name: stringAttr(name),
      is_constant: boolAttr(constant),
      parallel_iterations: intAttr(1),
    })
  const yes = graph.constant(dataType.bool, [], new Uint8Array([1]))
  const [next, nextGoOn] = [`${name}_next`, `${name}_next_go_on`]
  const count = graph.node('Merge', [enter(first, dataType.int32, false), next], { ...int, N: intAttr(2) })
  const going = graph.node('Merge', [enter(yes, dataType.bool, false), nextGoOn], { ...bool, N: intAttr(2) })
  const below = graph.node('Less', [count, enter(end, dataType.int32, true)], int)
  const condition = graph.node('LoopCond', [graph.node('LogicalAnd', [below, going])])
  const switched = graph.node('Switch', [count, condition], int)
  const switchedGoing = graph.node('Switch', [going, condition], bool)
  const i = graph.node('Identity', [`${switched}:1`], int)
  // Switched values must be taken, or their branch is dead.
  graph.node('Identity', [`${switchedGoing}:1`], bool)
  const invariants = new Map<Output, Output>()
  const invariant = (value: Output, type: number): Output => {
    const known = invariants.get(value) ?? enter(value, type, true)
    invariants.set(value, known)
    return known
  }
  const iteration = body({ i, frame: [i], invariant })
  graph.node('NextIteration', [iteration.next], int, next)
  graph.node('NextIteration', [iteration.goOn], bool, nextGoOn)
  return graph.node('Exit', [switched], int)
}

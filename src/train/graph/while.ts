/**
 * A loop inside the graph, so that one call makes many steps. TensorFlow's dataflow form: Enter, Merge, Switch,
 * NextIteration, Exit. Source: M. Abadi et al., TensorFlow: large-scale machine learning (2015), section 4.4.
 */
import { boolAttr, dataType, intAttr, stringAttr, typeAttr } from './attributes.ts'
import { control, type Graph, type Output, type Place } from './graph.ts'

export interface LoopBody extends Place {
  /** The number of this iteration; in a branch, it is there only where the branch is taken. */
  readonly i: Output
  /** Control inputs for nodes whose inputs are all from outside: in a branch they would run where it is not taken too. */
  readonly frame: readonly Output[]
  /** A value from outside, the same in every iteration. */
  keep(value: Output, type: number): Output
}

/** i + 1, after these nodes. */
export function increment(graph: Graph, loop: LoopBody, after: readonly Output[]): Output {
  return graph.node('AddV2', [loop.i, graph.int(1, loop), ...after.map(control)], { T: typeAttr(dataType.int32) })
}

/** What comes after `next` where the condition holds, and the end of the loop where it does not. */
export function whileTrue(graph: Graph, condition: Output, next: Output, place: Place): Output {
  const end = graph.int(2 ** 31 - 1, place)
  return graph.node('Select', [condition, next, end], { T: typeAttr(dataType.int32) })
}

/** Takes one of two branches in an iteration: each returns the next i. */
export function emitBranch(
  graph: Graph,
  loop: LoopBody,
  condition: Output,
  whenTrue: (loop: LoopBody) => Output,
  whenFalse: (loop: LoopBody) => Output,
): Output {
  const int = { T: typeAttr(dataType.int32) }
  const switched = graph.node('Switch', [loop.i, condition], int)
  const branch = (side: 0 | 1): LoopBody => {
    const i = graph.node('Identity', [`${switched}:${side}`], int)
    return { ...loop, i, frame: [i] }
  }
  const [no, yes] = [whenFalse(branch(0)), whenTrue(branch(1))]
  return graph.node('Merge', [no, yes], { ...int, N: intAttr(2) })
}

/**
 * Counts i from `first` as long as it is below `end`. A loop of one counter and nothing else: each node more costs every
 * iteration about a microsecond.
 * @param body emits one iteration; returns the next i, once everything is done
 * @returns the node that is there when the loop is over: the first i that is not below `end`
 */
export function emitWhile(
  graph: Graph,
  name: string,
  first: Output,
  end: Output,
  body: (loop: LoopBody) => Output,
): Output {
  const int = { T: typeAttr(dataType.int32) }
  const enter = (value: Output, type: number, constant: boolean): Output =>
    graph.node('Enter', [value], {
      T: typeAttr(type),
      frame_name: stringAttr(name),
      is_constant: boolAttr(constant),
      parallel_iterations: intAttr(1),
    })
  const next = `${name}_next`
  const count = graph.node('Merge', [enter(first, dataType.int32, false), next], { ...int, N: intAttr(2) })
  const below = graph.node('Less', [count, enter(end, dataType.int32, true)], int)
  const switched = graph.node('Switch', [count, graph.node('LoopCond', [below])], int)
  const i = graph.node('Identity', [`${switched}:1`], int)
  const kept = new Map<Output, Output>()
  const keep = (value: Output, type: number): Output => {
    const known = kept.get(value) ?? enter(value, type, true)
    kept.set(value, known)
    return known
  }
  graph.node('NextIteration', [body({ i, frame: [i], keep })], int, next)
  return graph.node('Exit', [switched], int)
}

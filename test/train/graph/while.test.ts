import { expect, test } from 'vitest'
import { dataType, typeAttr } from '../../../src/train/graph/attributes.ts'
import { control, Graph, type Output } from '../../../src/train/graph/graph.ts'
import { emitBranch, emitWhile, increment, type LoopBody, whileTrue } from '../../../src/train/graph/while.ts'
import { runGraph } from './run-graph.ts'

const int = { T: typeAttr(dataType.int32) }
/** Adds a number to a variable that lives in the graph. */
const add = (graph: Graph, loop: LoopBody, amount: number): Output => {
  const handle = graph.variable('sum', dataType.int32, [], loop)
  const inputs = [handle, graph.int(amount, loop), ...loop.frame.map(control)]
  return graph.node('AssignAddVariableOp', inputs, { dtype: typeAttr(dataType.int32) })
}

/** The sum after a loop from `first` to `end`, and where its counter ended. */
function loop(
  first: number,
  end: number,
  body: (graph: Graph, loop: LoopBody) => ReturnType<Parameters<typeof emitWhile>[4]>,
) {
  const make = (fetch: 'sum' | 'count') => {
    const graph = new Graph()
    const start = graph.assign(graph.variable('sum', dataType.int32, []), graph.int(0), dataType.int32)
    const done = emitWhile(
      graph,
      'loop',
      graph.node('Identity', [graph.int(first), control(start)], int),
      graph.int(end),
      (l) => body(graph, l),
    )
    if (fetch === 'sum') graph.read(graph.variable('sum', dataType.int32, []), dataType.int32, [done], 'out')
    else graph.node('Identity', [done], int, 'out')
    return runGraph(graph, 'out')[0]
  }
  return [make('sum'), make('count')]
}

test('runs its body for each number, and not at all where there is none', () => {
  const count = (graph: Graph, l: LoopBody) => increment(graph, l, [add(graph, l, 1)])
  expect(loop(0, 10, count)).toEqual([10, 10])
  expect(loop(7, 10, count)).toEqual([3, 10])
  expect(loop(5, 5, count)).toEqual([0, 5])
})

test('stops after the iteration that says so', () => {
  const until = (graph: Graph, l: LoopBody) => {
    const goOn = graph.node('Less', [l.i, graph.int(3, l)], int)
    return whileTrue(graph, goOn, increment(graph, l, [add(graph, l, 1)]), l)
  }
  expect(loop(0, 100, until)).toEqual([4, 2 ** 31 - 1])
})

test('of two branches only the one that is taken runs', () => {
  const branch = (graph: Graph, l: LoopBody) => {
    const even = graph.node('Equal', [graph.node('FloorMod', [l.i, graph.int(2, l)], int), graph.int(0, l)], int)
    const side = (amount: number) => (inner: LoopBody) => increment(graph, inner, [add(graph, inner, amount)])
    return emitBranch(graph, l, even, side(1), side(100))
  }
  expect(loop(0, 5, branch)).toEqual([203, 5])
})

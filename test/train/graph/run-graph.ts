/** Runs a graph once and reads what it fetches. */
import type { NodeBackend } from '../../../src/train/graph/backend.ts'
import { tensorflowBackend } from '../../../src/train/graph/backend.ts'
import type { Graph } from '../../../src/train/graph/graph.ts'
import { Session } from '../../../src/train/graph/session.ts'

export const backend: NodeBackend = tensorflowBackend()!

export function runGraph(graph: Graph, fetch: string, feeds: Record<string, number[]> = {}): number[] {
  const session = new Session(backend, graph)
  const { binding } = backend
  const ids = Object.values(feeds).map((v) =>
    binding.createTensor([v.length], binding.TF_FLOAT as number, Float32Array.from(v)),
  )
  try {
    const names = Object.keys(feeds).map((name) => `${name}:0`)
    const [output] = session.run(names.join(','), ids, `${fetch}:0`)
    const values = [...Array.from(binding.tensorDataSync(output!.id))]
    binding.deleteTensor(output!.id)
    return values
  } finally {
    for (const id of ids) binding.deleteTensor(id)
    session.dispose()
  }
}

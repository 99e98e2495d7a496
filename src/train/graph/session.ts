/** A TensorFlow session that runs a graph we made: loaded through a temporary SavedModel, which is gone once it is loaded. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { NodeBackend, OutputMetadata } from './backend.ts'
import type { Graph } from './graph.ts'

/** Folders that exist right now: removed also where the process ends while a graph is being loaded. */
const folders = new Set<string>()
let watching = false

function temporaryFolder(): string {
  if (!watching) {
    watching = true
    process.once('exit', () => folders.forEach(removeFolder))
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-graph-'))
  folders.add(folder)
  return folder
}

function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true })
  folders.delete(folder)
}

/**
 * A graph whose tensors have at most so many elements runs in the thread that calls it: to hand each small op to another
 * thread costs more than the op. On two cores the thousand epochs of a line (96 elements) take 0.19 s so and 0.28 s
 * otherwise, but an epoch of MNIST's 512-256-10 (400,000) 2.7 s and 2.0 s; 128-128-10 (100,000) is much the same in both.
 */
const fewElements = 8192

/** TensorFlow's ConfigProto with inter_op_parallelism_threads = −1, which DirectSession takes for that thread. */
const inCaller = Uint8Array.of(5 << 3, ...Array(9).fill(0xff), 1)

export class Session {
  readonly #backend: NodeBackend
  readonly #id: number
  #open = true

  constructor(backend: NodeBackend, graph: Graph) {
    this.#backend = backend
    const folder = temporaryFolder()
    try {
      fs.writeFileSync(path.join(folder, 'saved_model.pb'), graph.savedModel())
      // Read by scripts/native/session-config.cc.
      if (graph.largest <= fewElements) fs.writeFileSync(path.join(folder, 'session_config.pb'), inCaller)
      this.#id = backend.binding.loadSavedModel(folder, 'serve')
    } finally {
      removeFolder(folder)
    }
  }

  /**
   * Runs the graph once.
   * @param names the placeholders to feed, with commas: 'a:0,b:0'
   * @param tensorIds the backend's ids of what is fed
   * @param fetches outputs to compute, with commas
   */
  run(names: string, tensorIds: readonly number[], fetches: string): OutputMetadata[] {
    return this.#backend.binding.runSavedModel(this.#id, tensorIds, names, fetches)
  }

  dispose(): void {
    if (this.#open) this.#backend.binding.deleteSavedModel(this.#id)
    this.#open = false
  }
}

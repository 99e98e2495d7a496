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

export class Session {
  readonly #backend: NodeBackend
  readonly #id: number
  #open = true

  constructor(backend: NodeBackend, graph: Graph) {
    this.#backend = backend
    const folder = temporaryFolder()
    try {
      fs.writeFileSync(path.join(folder, 'saved_model.pb'), graph.savedModel())
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

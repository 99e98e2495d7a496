import { EagerRunner } from './eager-runner.ts'
import { tensorflowBackend } from './graph/backend.ts'
import { TracedRunner } from './graph/traced-runner.ts'
import { Untraceable } from './graph/untraceable.ts'
import type { Runner, Training } from './runner.ts'

/** The fastest runner that can make these steps; says in one line why, where that is not the traced one. */
export function openRunner(training: Training, trace: boolean): Runner {
  const backend = trace ? tensorflowBackend() : undefined
  if (!backend) return new EagerRunner(training)
  try {
    return new TracedRunner(backend, training)
  } catch (error) {
    if (!(error instanceof Untraceable)) throw error
    console.warn(`Steps run op by op, which is slower: ${error.message}.`)
    return new EagerRunner(training)
  }
}

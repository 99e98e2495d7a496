/** Validation of a fit on a stream: on a dataset, or on a stream of its own. */
import { GradlabError } from '../errors.ts'
import { evaluateBatches } from './evaluate-batches.ts'
import type { FitPlan } from './fit-options.ts'
import type { Intake } from './intake.ts'
import { Means } from './means.ts'
import type { Pause } from './pause.ts'
import type { TrainingData } from './runner.ts'
import type { Traces } from './traces.ts'

/**
 * Loss and metrics on the plan's validation data, under 'valLoss', 'valAccuracy' …; nothing where it has none.
 * @param traces of inference, kept from one epoch to the next
 */
export async function validateBatches(
  { model, take }: Pick<Intake, 'model' | 'take'>,
  plan: FitPlan,
  pause: Pause,
  traces?: Traces,
): Promise<Record<string, number>> {
  const { validationSet, validationStream } = plan
  const names = ['loss', ...plan.metrics.map((m) => m.name)]
  const means = new Means(names)
  const add = async (set: TrainingData) => {
    const values = await evaluateBatches(model, set, plan, { batchSize: 1024, traces })
    means.add(
      names.map((name) => values[name]!),
      set.x.shape[0]!,
    )
  }
  if (validationSet) await add(validationSet)
  let count = 0
  for await (const batch of validationStream ?? []) {
    const { set, dispose } = take(batch, `Batch ${++count} of the validation stream`, false)
    try {
      await add(set)
    } finally {
      dispose()
    }
    if (pause.due()) await pause.wait()
  }
  if (validationStream && !count) throw new GradlabError('The validation stream is empty: it gives no batch.')
  if (!means.rows) return {}
  return Object.fromEntries(Object.entries(means.values).map(([k, v]) => [`val${k[0]!.toUpperCase()}${k.slice(1)}`, v]))
}

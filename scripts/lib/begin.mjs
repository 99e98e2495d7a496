/** How each script begins: a Node that will do, then set-up, and failures as sentences without a stack. */
import { nodeProblem } from './node-version.mjs'

/**
 * @param {(layout: import('./layout.mjs').Layout, worked: boolean) => Promise<number | void> | number | void} then
 *   gets whether set-up had anything to do, gives the exit code
 */
export async function afterSetUp(then) {
  const problem = nodeProblem(process.version, process.platform)
  if (problem) {
    console.error(problem)
    process.exitCode = 1
    return
  }
  const { layout } = await import('./layout.mjs')
  const { setUp } = await import('./steps.mjs')
  try {
    const here = layout()
    process.exitCode = (await then(here, await setUp(here))) || 0
  } catch (error) {
    const { SetupError } = await import('./failure.mjs')
    if (!(error instanceof SetupError)) throw error
    if (error.details) console.error(error.details + '\n')
    console.error(error.message)
    process.exitCode = 1
  }
}

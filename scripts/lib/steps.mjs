/** Set-up is a list of steps. Each says whether it is done, and does itself where it is not. */
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { clock, say } from './say.mjs'
import { build } from './steps/build.mjs'
import { environment } from './steps/environment.mjs'
import { jupyter } from './steps/jupyter.mjs'
import { packages } from './steps/packages.mjs'
import { tensorflow } from './steps/tensorflow.mjs'
import { trust } from './steps/trust.mjs'

/**
 * @typedef {import('./layout.mjs').Layout} Layout
 * @typedef {object} Step
 * @property {string} name "npm packages"
 * @property {(layout: Layout) => boolean} isDone looks at small files only: all steps together take 0.1 s
 * @property {(layout: Layout) => Promise<string | undefined>} run gives a sentence about what is there now, or nothing
 *   where the step stays undone for a reason that it has told
 */

/** Each needs those before it: pip of `.venv` fetches TensorFlow. @type {Step[]} */
export const allSteps = [packages, environment, tensorflow, build, jupyter, trust]

/**
 * @param {Layout} layout
 * @param {{ steps?: Step[] }} [options]
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function setUp(layout, { steps = allSteps } = {}) {
  if (steps.every((step) => step.isDone(layout))) return false
  const onWait = (/** @type {number} */ pid) =>
    say(`Another set-up of this folder is at work (process ${pid}): waiting for it to end.`)
  return withLock(join(layout.state, 'setup.lock'), () => runSteps(layout, steps), { onWait })
}

/**
 * @param {Layout} layout
 * @param {Step[]} steps
 */
async function runSteps(layout, steps) {
  const total = clock()
  let worked = false
  for (const [index, step] of steps.entries()) {
    if (step.isDone(layout)) continue
    const time = clock()
    const result = await step.run(layout)
    if (!result) continue
    say(`[${index + 1}/${steps.length}] ${step.name}: ${result} (${time()})`)
    worked = true
  }
  if (worked) say(`Set-up took ${total()}.`)
  return worked
}

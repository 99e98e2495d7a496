/** Runs the stages of `npm test` one after the other and adds up what they count. */
import { clock } from '../say.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {object} Stage
 * @property {string} name
 * @property {(layout: import('../layout.mjs').Layout) => Promise<Count>} run prints as it goes; a stage that cannot
 *   even start has one failure
 */

/** @param {Count} count */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {Count} a @param {Count} b @returns {Count} */
function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/**
 * @param {Stage[]} stages
 * @param {import('../layout.mjs').Layout} layout
 * @param {(line: string) => void} [print]
 * @returns {Promise<Count>}
 */
export async function runStages(stages, layout, print = console.log) {
  let total = { passed: 0, failed: 0, skipped: 0 }
  /** @type {string[]} */
  const table = []
  for (const stage of stages) {
    print(`\n== ${stage.name}`)
    const time = clock()
    const count = await stage.run(layout).catch((error) => {
      print(`${stage.name} could not run: ${error instanceof Error ? (error.stack ?? error.message) : error}`)
      return { passed: 0, failed: 1, skipped: 0 }
    })
    total = add(total, count)
    table.push(`${stage.name}: ${closingLine(count)} (${time()})`)
  }
  print('')
  for (const line of table) print(line)
  return total
}

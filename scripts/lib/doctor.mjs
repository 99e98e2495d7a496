/** gradlab doctor: looks at each part, says how it is, and what to do where it is broken. */

import { checks } from './doctor/checks.mjs'
import { layout } from './layout.mjs'

/**
 * @typedef {object} Finding
 * @property {'ok' | 'warning' | 'broken'} state a warning costs something, but nothing fails for it
 * @property {string} found
 * @property {string} [remedy] what to do, where it is not ok
 * @typedef {object} Check
 * @property {string} name
 * @property {(layout: import('./layout.mjs').Layout) => Promise<Finding> | Finding} look
 */

const marks = { ok: '✓', warning: '!', broken: '✗' }

/**
 * @param {Check} check
 * @param {import('./layout.mjs').Layout} where
 * @returns {Promise<Finding>}
 */
async function look(check, where) {
  try {
    return await check.look(where)
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    return { state: 'broken', found, remedy: 'Run `npm run setup`.' }
  }
}

/**
 * @param {{ where?: import('./layout.mjs').Layout, list?: Check[], print?: (line: string) => void }} [options]
 * @returns {Promise<number>} the exit code: 1 where something is broken
 */
export async function examine({ where = layout(), list = checks, print = console.log } = {}) {
  const width = Math.max(...list.map(({ name }) => name.length))
  let broken = 0
  for (const check of list) {
    const { state, found, remedy } = await look(check, where)
    print(`${marks[state]} ${check.name.padEnd(width)}  ${found}`)
    if (state !== 'ok' && remedy) print(`  ${' '.repeat(width)}  → ${remedy}`)
    if (state === 'broken') broken++
  }
  print('')
  print(
    broken === 0
      ? 'Everything that gradlab needs is here.'
      : `${broken} of ${list.length} checks found something broken; the arrows above say what to do.`,
  )
  return broken === 0 ? 0 : 1
}

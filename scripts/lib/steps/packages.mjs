/** npm packages, exactly as package-lock.json has them; no package's own install script runs. */
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fetchFailed, SetupError } from '../failure.mjs'
import { findProgram, run } from '../run.mjs'
import { say } from '../say.mjs'

/**
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, link?: boolean }} Locked
 * @typedef {Record<string, Locked>} Lock
 */

/** @param {string} path @returns {Lock} */
function lockOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

/**
 * What node_modules lacks. npm writes its own list of what it has installed last of all, so a killed install has none.
 * @param {import('../layout.mjs').Layout} layout
 * @returns {string[]} paths such as "node_modules/zeromq"
 */
export function missingPackages({ root, modules }) {
  const wanted = lockOf(join(root, 'package-lock.json'))
  /** @type {Lock} */
  let found = {}
  try {
    found = lockOf(join(modules, '.package-lock.json'))
  } catch {
    // nothing installed
  }
  return Object.entries(wanted)
    .filter(([path, { version, optional }]) => {
      if (path === '') return false
      if (!found[path] && optional) return false // made for another system
      return found[path]?.version !== version || !existsSync(join(root, path, 'package.json'))
    })
    .map(([path]) => path)
}

/**
 * Copies of TensorFlow.js that node_modules holds: two in one process do not know each other's tensors.
 * @param {import('../layout.mjs').Layout} layout
 */
export function tfjsCopies({ modules }) {
  return Object.keys(lockOf(join(modules, '.package-lock.json'))).filter((path) =>
    path.endsWith('node_modules/@tensorflow/tfjs-core'),
  )
}

/** npm is the one that runs this script, or the one beside Node. */
function npm() {
  const own = process.env.npm_execpath
  if (own && /npm-cli\.c?js$/.test(own) && existsSync(own)) return { command: process.execPath, args: [own] }
  const found = findProgram(['npm'])
  if (!found) {
    throw new SetupError('Expected `npm` beside Node, found none on PATH.', {
      remedy: 'Install Node.js with npm (nodejs.org, or your system’s `nodejs` and `npm` packages).',
    })
  }
  return { command: found, args: [] }
}

/** `npx gradlab …` in the clone finds the command where npx looks. @param {string} modules */
function linkCommand(modules) {
  const link = join(modules, '.bin', 'gradlab')
  mkdirSync(join(modules, '.bin'), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync('../../scripts/gradlab.mjs', link)
}

/** @param {string} path */
function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

/** @type {import('../steps.mjs').Step} */
export const packages = {
  name: 'npm packages',
  isDone: (layout) => isLink(join(layout.modules, '.bin', 'gradlab')) && missingPackages(layout).length === 0,
  async run(layout) {
    const missing = missingPackages(layout)
    if (missing.length > 0) {
      say(`npm packages: installing ${Object.keys(lockOf(join(layout.root, 'package-lock.json'))).length - 1} …`)
      const { command, args } = npm()
      const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
      const patience = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000']
      const log = join(layout.logs, 'npm.log')
      const result = await run(command, [...args, 'ci', ...quiet, ...patience], { cwd: layout.root, log })
      if (result.code !== 0) throw fetchFailed('the npm packages', { ...result, command: '`npm ci`' })
    }
    const copies = tfjsCopies(layout)
    if (copies.length !== 1) {
      throw new SetupError(
        `Expected one copy of TensorFlow.js, found ${copies.length}: ${copies.join(', ')}. Tensors of one are strangers to the other.`,
        { remedy: 'Ask for version 4.22.0 everywhere (package.json, `overrides`), then run `npm run setup` again.' },
      )
    }
    linkCommand(layout.modules)
    return `${Object.keys(lockOf(join(layout.modules, '.package-lock.json'))).length} installed, one TensorFlow.js`
  },
}

/** What `npm test` runs, quickest first. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './browser.mjs'
import { countTests, unfinishedFiles } from './vitest-report.mjs'

/**
 * @typedef {import('../layout.mjs').Layout} Layout
 * @typedef {import('./summary.mjs').Count} Count
 * @typedef {import('./summary.mjs').Stage} Stage
 */

const failedToRun = { passed: 0, failed: 1, skipped: 0 }

/**
 * Runs a program on this terminal.
 * @param {string} command
 * @param {string[]} args
 * @param {Layout} layout
 * @param {Record<string, string>} [more] environment
 * @returns {Promise<number>}
 */
function show(command, args, { root }, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...more },
    })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(127)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/**
 * A stage that writes its count to a file, as a runner's own words are for people.
 * @param {Layout} layout
 * @param {string} name
 * @param {(report: string) => Promise<number>} start
 * @param {(report: any) => Count} read
 * @returns {Promise<Count>}
 */
async function counted(layout, name, start, read) {
  const report = join(layout.state, `${name}.json`)
  rmSync(report, { force: true })
  const code = await start(report)
  if (!existsSync(report)) return failedToRun
  const count = read(JSON.parse(readFileSync(report, 'utf8')))
  // A runner that fails for something beside its tests (an error after the last one) has failed.
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

/** @param {string} name @param {string[]} args @returns {Stage} */
function one(name, args) {
  return {
    name,
    run: async (layout) =>
      (await show(process.execPath, args, layout)) === 0 ? { passed: 1, failed: 0, skipped: 0 } : failedToRun,
  }
}

/**
 * @param {Layout} layout
 * @param {string} name
 * @param {string[]} args
 */
function vitest(layout, name, args) {
  const start = (/** @type {string} */ report) => {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
    return show(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args, ...reporters], layout)
  }
  return counted(layout, name, start, (report) => {
    for (const file of unfinishedFiles(report))
      console.error(`The process that ran ${file} died before its tests had ended.`)
    return countTests(report)
  })
}

/** @param {string} name @param {(report: string) => string[]} args of Python, which write the count to `report` @returns {Stage} */
function python(name, args) {
  return {
    name,
    run: (layout) =>
      counted(
        layout,
        name,
        (report) => show(layout.python, args(report), layout),
        (report) => report,
      ),
  }
}

/** @type {Stage} */
const browser = {
  name: 'JupyterLab in Chromium',
  run(layout) {
    if (findChromium()) return vitest(layout, 'browser', ['test/browser'])
    const remedy = 'Install it (Debian, Ubuntu: `sudo apt install chromium`), or name one: GRADLAB_CHROMIUM=/path.'
    if (process.env.CI === 'true') {
      console.error(`Expected Chromium on PATH, found none. ${remedy}`)
      return Promise.resolve(failedToRun)
    }
    console.log(`Skipped: no Chromium on PATH. ${remedy}`)
    return Promise.resolve({ passed: 0, failed: 0, skipped: 1 })
  },
}

/** @type {Stage[]} */
export const stages = [
  one('lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']),
  one('types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']),
  { name: 'unit tests', run: (layout) => vitest(layout, 'vitest', ['--exclude', 'test/browser/**']) },
  python('jupyter_kernel_test', (report) => [join('test', 'jupyter', 'run.py'), report]),
  python('notebooks', (report) => [join('scripts', 'notebooks.py'), 'run', '--jobs', '2', '--report', report]),
  browser,
]

/**
 * JupyterLab shows stored drawings and formulas only of notebooks that it trusts; of others it keeps the bare text. The
 * course is trusted as git has it: what somebody changed or put beside it is not ours to sign.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupError } from '../failure.mjs'
import { run } from '../run.mjs'
import { hash, isStamped, stamp, unstamp } from '../stamp.mjs'
import { notary } from './jupyter.mjs'

/** @typedef {import('../layout.mjs').Layout} Layout */

const stampOf = (/** @type {Layout} */ layout) => join(layout.stamps, 'trust.json')

/** What git says, or undefined where it is missing or the folder is no clone. @param {Layout} layout @param {string[]} args */
function git({ root }, ...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}

/** The committed state of the course: a learner's own changes leave it as it is. @param {Layout} layout */
function keyOf(layout) {
  return hash(notary(layout), git(layout, 'rev-parse', 'HEAD:./notebooks') ?? 'no git')
}

/** The notebooks of the course that are as they came. @param {Layout} layout @returns {string[]} absolute paths */
export function untouched(layout) {
  const paths = (/** @type {string} */ text) => text.split('\0').filter((path) => path.endsWith('.ipynb'))
  const all = git(layout, 'ls-files', '-z', '--', 'notebooks')
  // From this folder on, which may lie inside another project's repository.
  const changed = git(layout, 'diff', '--no-ext-diff', '--name-only', '--relative', '-z', 'HEAD', '--', 'notebooks')
  if (all !== undefined && changed !== undefined) {
    const not = new Set(paths(changed))
    return paths(all)
      .filter((path) => !not.has(path))
      .map((path) => join(layout.root, path))
  }
  const folders = [layout.notebooks, join(layout.notebooks, 'zh')].filter((folder) => existsSync(folder))
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^\d\d-.*\.ipynb$/.test(name))
      .map((name) => join(folder, name)),
  )
}

/** @type {import('../steps.mjs').Step} */
export const trust = {
  name: 'Course',
  isDone: (layout) => isStamped(stampOf(layout), keyOf(layout)),
  async run(layout) {
    unstamp(stampOf(layout))
    const notebooks = untouched(layout)
    const { db_file, secret_file } = notary(layout)
    if (notebooks.length > 0) {
      const log = join(layout.logs, 'trust.log')
      const options = [`--NotebookNotary.db_file=${db_file}`, `--NotebookNotary.secret_file=${secret_file}`]
      mkdirSync(dirname(db_file), { recursive: true })
      const { code, output } = await run(layout.jupyter, ['trust', ...options, ...notebooks], { cwd: layout.root, log })
      if (code !== 0) {
        const remedy = `All of its output is in ${log}. What git calls damaged, \`git checkout notebooks\` brings back.`
        throw new SetupError('Jupyter could not sign the notebooks of the course.', { remedy, details: output })
      }
    }
    stamp(stampOf(layout), keyOf(layout), notebooks.length > 0 ? [secret_file] : [])
    return `JupyterLab trusts the ${notebooks.length} notebooks of the course and shows their stored pictures`
  },
}

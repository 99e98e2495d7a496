/** The project's own Python environment with JupyterLab, at the versions that requirements.lock pins. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fetchFailed, SetupError } from '../failure.mjs'
import { findPython } from '../python.mjs'
import { run } from '../run.mjs'
import { say } from '../say.mjs'
import { hash, isStamped, stamp, unstamp } from '../stamp.mjs'

/** @typedef {import('../layout.mjs').Layout} Layout */

const stampOf = (/** @type {Layout} */ layout) => join(layout.stamps, 'environment.json')
/** An environment cannot be moved: its programs name their folder. */
const keyOf = (/** @type {Layout} */ { root }) => hash(root, readFileSync(join(root, 'requirements.lock'), 'utf8'))

/**
 * One file a package that pip writes last.
 * @param {Layout} layout
 */
function records({ venv }) {
  const lib = join(venv, 'lib')
  const version = readdirSync(lib).find((name) => name.startsWith('python3'))
  const packages = join(lib, version ?? '', 'site-packages')
  return readdirSync(packages)
    .filter((name) => name.endsWith('.dist-info'))
    .map((name) => join(packages, name, 'RECORD'))
    .filter((path) => existsSync(path))
}

/** @type {import('../steps.mjs').Step} */
export const environment = {
  name: 'Python environment',
  // existsSync follows the link: a Python that was removed or upgraded away is noticed too
  isDone: (layout) => existsSync(layout.python) && isStamped(stampOf(layout), keyOf(layout)),
  async run(layout) {
    const { path, version } = await findPython()
    unstamp(stampOf(layout))
    rmSync(layout.venv, { recursive: true, force: true })
    say(`Python environment: JupyterLab and what it needs into .venv, with Python ${version} …`)

    const made = await run(path, ['-m', 'venv', layout.venv], { log: join(layout.logs, 'venv.log') })
    if (made.code !== 0) {
      throw new SetupError(`Python ${version} could not make an environment in ${layout.venv}.`, {
        remedy: `All of its output is in ${made.log}.`,
        details: made.output,
      })
    }
    const install = ['install', '--disable-pip-version-check', '--no-input', '--quiet', '--prefer-binary']
    const what = ['-r', join(layout.root, 'requirements.lock')]
    const result = await run(layout.python, ['-m', 'pip', ...install, ...what], { log: join(layout.logs, 'pip.log') })
    if (result.code !== 0) throw fetchFailed('the Python packages', { ...result, command: '`pip install`' })

    const installed = records(layout)
    stamp(stampOf(layout), keyOf(layout), installed)
    return `${installed.length} packages with Python ${version}`
  },
}

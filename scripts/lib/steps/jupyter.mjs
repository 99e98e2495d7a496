/** JupyterLab knows the kernel, and opens without a news pop-up. All of it inside `.venv`. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupError } from '../failure.mjs'
import { run } from '../run.mjs'
import { hash, isStamped, stamp, unstamp } from '../stamp.mjs'

/** @typedef {import('../layout.mjs').Layout} Layout */

const stampOf = (/** @type {Layout} */ layout) => join(layout.stamps, 'jupyter.json')
const kernelFiles = ['kernel.json', 'logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg']

/** JupyterLab's own settings, for what a learner never asked for. */
const overrides = {
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
  // Sliders show where they stood when a notebook is opened again, and in exports.
  '@jupyter-widgets/jupyterlab-manager:plugin': { saveState: true },
}

/** Of all Jupyter programs: new notebooks are TypeScript, and the bare Python of `.venv` is no kernel to offer. */
const programs = {
  MultiKernelManager: { default_kernel_name: 'gradlab' },
  KernelSpecManager: { ensure_native_kernel: false },
}

/**
 * Who signed which notebook (`jupyter trust`) is kept in the clone, like all else.
 * @param {Layout} layout
 */
export const notary = ({ state }) => ({
  db_file: join(state, 'jupyter', 'signatures.db'),
  secret_file: join(state, 'jupyter', 'secret'),
})

/** @param {Layout} layout @returns {Record<string, unknown>} path → content */
function settings(layout) {
  const { venv } = layout
  return {
    [join(venv, 'share', 'jupyter', 'lab', 'settings', 'overrides.json')]: overrides,
    [join(venv, 'etc', 'jupyter', 'jupyter_config.json')]: { ...programs, NotebookNotary: notary(layout) },
    // JupyterLab runs a CommonJS script of its own; our package.json above .venv would make it a module, and it would fail.
    [join(venv, 'package.json')]: { private: true, type: 'commonjs' },
  }
}

/** @param {Layout} layout */
function keyOf(layout) {
  const installers = ['install.js', 'kernelspec.js'].map((name) => {
    const path = join(layout.dist, 'kernel', 'cli', name)
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  })
  return hash(layout.root, process.execPath, settings(layout), installers)
}

/** @type {import('../steps.mjs').Step} */
export const jupyter = {
  name: 'Jupyter',
  isDone: (layout) => isStamped(stampOf(layout), keyOf(layout)),
  async run(layout) {
    unstamp(stampOf(layout))
    const kernels = join(layout.venv, 'share', 'jupyter', 'kernels')
    const main = join(layout.dist, 'kernel', 'main.js')
    const log = join(layout.logs, 'kernelspec.log')
    const { code, output } = await run(process.execPath, [main, 'install', '--prefix', layout.venv], { log })
    if (code !== 0) {
      throw new SetupError('The kernel could not be made known to Jupyter.', {
        remedy: `All of its output is in ${log}.`,
        details: output,
      })
    }
    rmSync(join(kernels, 'python3'), { recursive: true, force: true })
    const written = Object.entries(settings(layout))
    for (const [path, content] of written) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`)
    }
    const files = [...kernelFiles.map((name) => join(kernels, 'gradlab', name)), ...written.map(([path]) => path)]
    stamp(stampOf(layout), keyOf(layout), files)
    return 'the kernel “TypeScript (gradlab)” is installed in .venv'
  },
}

/** What doctor looks at, in the order in which things stand on each other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compilerRemedy, findCompiler } from '../addon.mjs'
import { nodeProblem } from '../node-version.mjs'
import { findPython } from '../python.mjs'
import { run } from '../run.mjs'
import { build } from '../steps/build.mjs'
import { missingPackages, tfjsCopies } from '../steps/packages.mjs'
import { kernelspecs, renderer } from './jupyter.mjs'
import { tensorflow } from './tensorflow.mjs'

/**
 * @typedef {import('../doctor.mjs').Check} Check
 * @typedef {import('../doctor.mjs').Finding} Finding
 */

const setup = 'Run `npm run setup`.'

/** @type {Check} */
const node = {
  name: 'Node.js',
  look() {
    const problem = nodeProblem(process.version, process.platform)
    const found = `${process.version.slice(1)} on ${process.platform} ${process.arch}, ${process.execPath}`
    return problem ? { state: 'broken', found, remedy: problem } : { state: 'ok', found }
  },
}

/** @type {Check} */
const packages = {
  name: 'npm packages',
  look(layout) {
    const missing = missingPackages(layout)
    if (missing.length > 0) {
      const some = missing.slice(0, 3).map((path) => path.replace(/^.*node_modules\//, ''))
      const found = `${missing.length} missing or at another version: ${some.join(', ')}${missing.length > 3 ? ', …' : ''}`
      return { state: 'broken', found, remedy: setup }
    }
    return { state: 'ok', found: 'all there, as package-lock.json has them' }
  },
}

/** @type {Check} */
const oneTfjs = {
  name: 'one TensorFlow.js',
  look(layout) {
    const copies = tfjsCopies(layout)
    const nested = copies.filter((path) => path !== 'node_modules/@tensorflow/tfjs-core')
    // A copy that a careless `npm install` or an unpacked archive left is in no list: look where it would lie.
    for (const name of existsSync(layout.modules) ? readdirSync(layout.modules) : []) {
      const inside = join(name, 'node_modules', '@tensorflow', 'tfjs-core')
      const path = `node_modules/${inside}`
      if (existsSync(join(layout.modules, inside)) && !nested.includes(path)) nested.push(path)
    }
    if (nested.length > 0) {
      return {
        state: 'broken',
        found: `${nested.length + 1} copies: tensors of one are strangers to the other (${nested.join(', ')})`,
        remedy: `Remove what brought it in (\`npm ls @tensorflow/tfjs-core\` says what), or the folder itself; then \`npm run setup\`.`,
      }
    }
    const { version } = JSON.parse(
      readFileSync(join(layout.modules, '@tensorflow', 'tfjs-core', 'package.json'), 'utf8'),
    )
    return { state: 'ok', found: `one copy, ${version}` }
  },
}

/** @type {Check} */
const python = {
  name: 'Python',
  async look(layout) {
    if (!existsSync(layout.python)) {
      await findPython() // says what to install where there is none
      return {
        state: 'broken',
        found: 'the environment .venv is missing, or its Python has been removed',
        remedy: setup,
      }
    }
    const question = 'import sys, jupyterlab; print(sys.version.split()[0], jupyterlab.__version__)'
    const { code, stdout, output } = await run(layout.python, ['-c', question])
    if (code !== 0) {
      const found = `.venv is broken: ${output.trim().split('\n').pop()}`
      return { state: 'broken', found, remedy: 'Delete .venv and run `npm run setup`.' }
    }
    const [version, jupyterlab] = stdout.trim().split(' ')
    return { state: 'ok', found: `${version} with JupyterLab ${jupyterlab} in .venv` }
  },
}

/** @type {Check} */
const compiler = {
  name: 'C++ compiler',
  async look() {
    const path = findCompiler()
    if (!path) {
      return {
        state: 'warning',
        found: 'none; set-up needs it to connect TensorFlow',
        remedy: `${compilerRemedy}, then run \`npm run setup\`.`,
      }
    }
    const { code, output } = await run(path, ['--version'])
    if (code !== 0) return { state: 'warning', found: `${path} does not run`, remedy: `${compilerRemedy}.` }
    return { state: 'ok', found: `${output.split('\n')[0]} (${path})` }
  },
}

/** @type {Check} */
const built = {
  name: 'build',
  look(layout) {
    if (!existsSync(join(layout.dist, 'kernel', 'main.js')))
      return { state: 'broken', found: 'dist is missing', remedy: setup }
    if (!build.isDone(layout)) return { state: 'warning', found: 'dist is older than the sources', remedy: setup }
    return { state: 'ok', found: 'dist is as new as the sources' }
  },
}

/** @type {Check[]} */
export const checks = [node, packages, oneTfjs, python, compiler, tensorflow, built, kernelspecs, renderer]

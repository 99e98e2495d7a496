/** TensorFlow's own library under TensorFlow.js. Where it cannot be had, WebAssembly computes, and that is said. */
import { copyFileSync, cpSync, existsSync, linkSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { addonPath, compileAddon, compilerRemedy, findCompiler, tryAddon } from '../addon.mjs'
import { ensureLibraries } from '../libraries.mjs'
import { say, warn } from '../say.mjs'
import { hash, isStamped, stamp, unstamp } from '../stamp.mjs'
import { tensorflowVersion, wheelFor } from '../wheel.mjs'

/** @typedef {import('../layout.mjs').Layout} Layout */

const stampOf = (/** @type {Layout} */ layout) => join(layout.stamps, 'tensorflow.json')
/** Raise the number where the way to build changes. */
const keyOf = (/** @type {Layout} */ { root }) => hash(root, wheelFor() ?? 'none', process.arch, 5)
const cost = 'gradlab computes with WebAssembly instead: all of it works, training is 3 to 10 times slower.'

/** A link costs no second 850 MB; another file system gets a copy. @param {string} from @param {string} to */
function place(from, to) {
  rmSync(to, { force: true })
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

/**
 * @param {Layout} layout
 * @param {string} cached folder with `lib` and `include`
 * @param {import('../wheel.mjs').Wheel} wheel
 * @returns {string[]} the files
 */
function stage({ tfjsNode }, cached, wheel) {
  const deps = join(tfjsNode, 'deps')
  rmSync(deps, { recursive: true, force: true })
  mkdirSync(join(deps, 'lib'), { recursive: true })
  cpSync(join(cached, 'include'), join(deps, 'include'), { recursive: true })
  return wheel.libraries.map((library, index) => {
    place(join(cached, 'lib', library), join(deps, 'lib', library))
    const link = join(deps, 'lib', wheel.links[index] ?? '')
    if (!existsSync(link)) symlinkSync(library, link)
    return join(deps, 'lib', library)
  })
}

/** @type {import('../steps.mjs').Step} */
export const tensorflow = {
  name: 'TensorFlow',
  isDone: (layout) => isStamped(stampOf(layout), keyOf(layout)),
  async run(layout) {
    const wheel = wheelFor()
    if (!wheel) {
      warn(`Warning: TensorFlow ${tensorflowVersion} is not made for ${process.platform} on ${process.arch}. ${cost}`)
      return undefined
    }
    const compiler = findCompiler()
    if (!compiler) {
      warn(`Warning: no C++ compiler was found, so TensorFlow cannot be connected. ${cost}`)
      warn(`${compilerRemedy}, then run \`npm run setup\` again.`)
      return undefined
    }
    unstamp(stampOf(layout))
    const cached = await ensureLibraries(layout, wheel)
    const libraries = stage(layout, cached, wheel)
    say('TensorFlow: compiling the addon of TensorFlow.js against it …')
    const failed = await compileAddon(layout, compiler)
    const tried = failed ? { error: failed } : await tryAddon(layout)
    if ('error' in tried && tried.error) {
      rmSync(addonPath(layout), { force: true })
      warn(`Warning: TensorFlow could not be connected: ${tried.error}. ${cost}`)
      return undefined
    }
    stamp(stampOf(layout), keyOf(layout), [...libraries, addonPath(layout)])
    return `${'version' in tried ? tried.version : ''} connected to TensorFlow.js`
  },
}

/** Compiles `src` and `kernel` to `dist`. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, SetupError } from '../failure.mjs'
import { run } from '../run.mjs'
import { hash, isStamped, listing, stamp, unstamp } from '../stamp.mjs'

/** @typedef {import('../layout.mjs').Layout} Layout */

const folders = ['src', 'kernel']
const stampOf = (/** @type {Layout} */ layout) => join(layout.stamps, 'build.json')
const isSource = (/** @type {string} */ name) => /\.ts$/.test(name) && !name.endsWith('.d.ts')

/** @param {Layout} layout */
function sources({ root }) {
  return folders.flatMap((folder) =>
    listing(join(root, folder), isSource).map(
      ([path, ...rest]) => /** @type {const} */ ([join(folder, path), ...rest]),
    ),
  )
}

/** @param {Layout} layout */
function keyOf(layout) {
  const texts = ['tsconfig.json', 'tsconfig.build.json', 'package.json'].map((name) =>
    readFileSync(join(layout.root, name), 'utf8'),
  )
  return hash(texts, sources(layout))
}

/** @param {Layout} layout */
function outputs(layout) {
  return sources(layout).map(([path]) => join(layout.dist, path.replace(/\.ts$/, '.js')))
}

/** What a removed or renamed source left behind would go on being imported. @param {Layout} layout */
function removeOrphans(layout) {
  if (!existsSync(layout.dist)) return
  const alive = new Set(outputs(layout).map((path) => path.replace(/\.js$/, '')))
  for (const [path] of listing(layout.dist)) {
    const full = join(layout.dist, path)
    const compiled = /(\.d\.ts|\.js|\.js\.map)$/
    if (compiled.test(full) && !alive.has(full.replace(compiled, ''))) rmSync(full)
  }
}

/** @type {import('../steps.mjs').Step} */
export const build = {
  name: 'Build',
  isDone: (layout) => isStamped(stampOf(layout), keyOf(layout)),
  async run(layout) {
    unstamp(stampOf(layout))
    removeOrphans(layout)
    // The package's own file: the command `tsc` may be that of another TypeScript (tslab brings one).
    const compiler = join(layout.modules, 'typescript', 'bin', 'tsc')
    const args = [compiler, '-p', 'tsconfig.build.json']
    // Both from before the compiler starts: a file saved meanwhile makes the next run build again.
    const key = keyOf(layout)
    const made = outputs(layout)
    const { code, output } = await run(process.execPath, args, {
      cwd: layout.root,
      log: join(layout.logs, 'build.log'),
    })
    if (code !== 0) {
      throw new SetupError('gradlab’s own sources do not compile.', {
        remedy: 'Undo your changes in `src` or `kernel`, or mend what the compiler names.',
        details: lastLines(output, 30),
      })
    }
    stamp(stampOf(layout), key, made)
    return `${made.length} files compiled`
  },
}

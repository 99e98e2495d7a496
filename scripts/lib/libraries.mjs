/**
 * TensorFlow's C++ library and headers, in a cache that all clones share: fetched once as a wheel, of which 850 MB are kept.
 * `manifest.json`, written last, has size and sum of each file.
 */
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { fetchFailed, SetupError } from './failure.mjs'
import { withLock } from './lock.mjs'
import { run } from './run.mjs'
import { clock, say, size } from './say.mjs'
import { downloadArguments, requirement, tensorflowVersion } from './wheel.mjs'

/**
 * @typedef {import('./layout.mjs').Layout} Layout
 * @typedef {import('./wheel.mjs').Wheel} Wheel
 * @typedef {{ wheel: string, files: Record<string, { size: number, sha256: string }> }} Manifest
 */

/** The wheel, the unpacked library, and room to breathe. */
const neededBytes = 1.4e9
const unpacker = join(dirname(fileURLToPath(import.meta.url)), 'unpack.py')

/** @param {Layout} layout @param {Wheel} wheel */
export function libraryFolder({ cache }, wheel) {
  return join(cache, `tensorflow-${tensorflowVersion}-${wheel.sha256.slice(0, 12)}`)
}

/** @param {string} path */
async function sha256(path) {
  const sum = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), sum)
  return sum.digest('hex')
}

/**
 * What is wrong with the cached library; undefined where all is well, "missing" where there is none.
 * @param {string} folder
 * @param {Wheel} wheel
 */
export async function damage(folder, wheel) {
  /** @type {Manifest} */
  let manifest
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch {
    return existsSync(folder) ? 'it was not unpacked to its end' : 'missing'
  }
  if (manifest.wheel !== wheel.sha256) return 'it comes from another wheel'
  for (const [name, expected] of Object.entries(manifest.files)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    if (!found) return `${name} is gone`
    if (found.size !== expected.size) return `${name} has ${size(found.size)}, expected ${size(expected.size)}`
    if ((await sha256(join(folder, name))) !== expected.sha256) return `${name} has changed (its SHA-256 is another)`
  }
  return undefined
}

/**
 * The folder that holds `lib/` and `include/`, whole and checked.
 * @param {Layout} layout with a working `.venv`: its pip fetches
 * @param {Wheel} wheel
 */
export async function ensureLibraries(layout, wheel) {
  const folder = libraryFolder(layout, wheel)
  const onWait = (/** @type {number} */ pid) =>
    say(`Another set-up fetches TensorFlow (process ${pid}): waiting for it.`)
  await withLock(
    `${folder}.lock`,
    async () => {
      const wrong = await damage(folder, wheel)
      if (!wrong) return
      if (wrong !== 'missing') say(`The TensorFlow library in the cache is damaged (${wrong}): fetching it again.`)
      rmSync(folder, { recursive: true, force: true })
      await fetchLibraries(layout, wheel, folder)
    },
    { onWait },
  )
  return folder
}

/** @param {Layout} layout @param {Wheel} wheel @param {string} folder */
async function fetchLibraries(layout, wheel, folder) {
  const part = `${folder}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  const { bavail, bsize } = statfsSync(part)
  if (bavail * bsize < neededBytes) {
    throw new SetupError(
      `TensorFlow needs ${size(neededBytes)} in ${layout.cache}, found ${size(bavail * bsize)} free.`,
      {
        remedy: 'Make room, or name a folder with more: GRADLAB_CACHE=/path npm run setup.',
      },
    )
  }
  say(`TensorFlow: fetching ${tensorflowVersion} (${wheel.megabytes} MB) …`)
  const time = clock()
  const requirements = join(part, 'requirements.txt')
  writeFileSync(requirements, requirement(wheel))
  const args = ['-m', 'pip', ...downloadArguments(wheel, { into: part, requirements })]
  const env = { ...process.env, TMPDIR: part }
  const result = await run(layout.python, args, { env, log: join(layout.logs, 'tensorflow.log') })
  if (result.code !== 0) throw fetchFailed(`TensorFlow ${tensorflowVersion}`, { ...result, command: '`pip download`' })

  const file = readdirSync(part).find((name) => name.endsWith('.whl')) ?? ''
  const bytes = statSync(join(part, file)).size
  const prefixes = [
    ...wheel.libraries.map((name) => [`tensorflow/${name}`, `lib/${name}`]),
    ...[
      'tensorflow/c/',
      'tensorflow/core/platform/ctstring',
      'tsl/platform/ctstring',
      'xla/tsl/c/',
      'xla/tsl/platform/ctstring',
    ].map((name) => [`tensorflow/include/${name}`, `include/${name}`]),
  ]
  const unpacked = await run(layout.python, [unpacker, join(part, file), part, JSON.stringify(prefixes)])
  if (unpacked.code !== 0) {
    throw new SetupError('The TensorFlow wheel could not be unpacked.', {
      remedy: 'Run `npm run setup` again.',
      details: unpacked.output,
    })
  }
  const manifest = /** @type {Manifest} */ ({ wheel: wheel.sha256, files: JSON.parse(unpacked.stdout) })
  rmSync(join(part, file))
  writeFileSync(join(part, 'manifest.json'), JSON.stringify(manifest))
  renameSync(part, folder)
  const kept = Object.values(manifest.files).reduce((sum, entry) => sum + entry.size, 0)
  say(`TensorFlow: ${size(bytes)} fetched, ${size(kept)} kept in ${folder} (${time()})`)
}

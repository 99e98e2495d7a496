/** Where everything of one clone lies. Nothing is written outside the clone but the cache. */
import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone that these scripts belong to. */
export const here = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), '../..'))

/**
 * @param {string} [root] the clone
 * @param {Record<string, string | undefined>} [env] asked for GRADLAB_CACHE, XDG_CACHE_HOME and HOME
 */
export function layout(root = here, env = process.env) {
  const venv = join(root, '.venv')
  const modules = join(root, 'node_modules')
  const state = join(root, '.gradlab')
  return {
    root,
    /** Notes of set-up about itself: stamps, logs, the lock. */
    state,
    stamps: join(state, 'stamps'),
    logs: join(state, 'logs'),
    modules,
    tfjsNode: join(modules, '@tensorflow', 'tfjs-node'),
    venv,
    python: join(venv, 'bin', 'python'),
    jupyter: join(venv, 'bin', 'jupyter'),
    dist: join(root, 'dist'),
    notebooks: join(root, 'notebooks'),
    cache: cacheFolder(env),
  }
}

/** @typedef {ReturnType<typeof layout>} Layout */

/** @param {Record<string, string | undefined>} env */
function cacheFolder(env) {
  if (env.GRADLAB_CACHE) return resolve(env.GRADLAB_CACHE)
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'gradlab')
  return join(env.HOME ?? homedir(), '.cache', 'gradlab')
}

/**
 * One set-up at a time: a lock file that names its holder. The second one waits and says so; the lock of a process that
 * has died is taken over. A process id alone can come back as another program's, so its start time is noted too.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** @param {number} pid */
function startTime(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch (error) {
    // Without `ps` (small containers) the process id has to do; with it, status 1 means that there is no such process.
    return /** @type {{ code?: string }} */ (error).code === 'ENOENT' ? undefined : ''
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {{ code?: string }} */ (error).code === 'EPERM'
  }
}

/** @param {{ pid: number, started?: string }} holder */
export function isAlive({ pid, started }) {
  if (!isRunning(pid)) return false
  const now = startTime(pid)
  return now === undefined || !started || now === started
}

/** @param {string} path */
function holderOf(path) {
  try {
    return /** @type {{ pid: number, started?: string }} */ (JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * @param {string} path
 * @returns {boolean} whether the lock is ours now
 */
function take(path) {
  // Written whole, then linked: nobody ever reads half a lock, and of two only one gets the name.
  if (existsSync(path)) return false
  const own = `${path}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startTime(process.pid) }))
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/** @param {string} path the lock of a process that is gone */
function clear(path, /** @type {number} */ deadPid) {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
    // Between our look and the rename another one may have cleared and taken it: then it is theirs.
    if (holderOf(aside)?.pid !== deadPid) linkSync(aside, path)
  } catch {
    // already cleared by another
  }
  rmSync(aside, { force: true })
}

/**
 * @template T
 * @param {string} path
 * @param {() => Promise<T> | T} work
 * @param {{ onWait?: (pid: number) => void, pollMs?: number }} [options] `pollMs` between two looks @default 250
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { onWait, pollMs = 250 } = {}) {
  mkdirSync(dirname(path), { recursive: true })
  let told = 0
  while (!take(path)) {
    const holder = holderOf(path)
    if (!holder) {
      await pause(1) // released just now
    } else if (told === holder.pid ? !isRunning(holder.pid) : !isAlive(holder)) {
      clear(path, holder.pid)
    } else {
      if (told !== holder.pid) onWait?.(holder.pid)
      told = holder.pid
      await pause(pollMs)
    }
  }
  const release = () => rmSync(path, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

import { log } from '../wire/log.ts'

const interval = 1000

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else is there, all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Calls back when the process that started the kernel has ended: a kernel without its Jupyter would run for ever.
 * Jupyter names that process in `JPY_PARENT_PID`; otherwise it is the one whose child this process is.
 */
export function watchParent(ended: () => void, env: NodeJS.ProcessEnv = process.env): NodeJS.Timeout {
  const named = Number(env.JPY_PARENT_PID)
  const watched = Number.isInteger(named) && named > 1 ? named : undefined
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent && (watched === undefined || isAlive(watched))) return
    clearInterval(timer)
    log('info', 'the process that started the kernel has ended: so does the kernel')
    ended()
  }, interval)
  timer.unref()
  return timer
}

import { readFile } from 'node:fs/promises'
import { availableParallelism, freemem, hostname, totalmem } from 'node:os'
import type { Content } from '../wire/message.ts'

/** Clock ticks of Linux's process statistics, and bytes a memory page. */
const ticksPerSecond = 100
const pageBytes = 4096

interface Reading {
  /** Processor time so far, in seconds. */
  seconds: number
  bytes: number
}

/** Processor time and memory of a process, from /proc; nothing where there is none. */
async function read(pid: number): Promise<Reading> {
  try {
    const [stat, statm] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/statm`, 'utf8'),
    ])
    // The process's name, in parentheses, may hold blanks: fields are counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const seconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
    return { seconds, bytes: Number(statm.split(' ')[1]) * pageBytes }
  } catch {
    return { seconds: 0, bytes: 0 }
  }
}

function own(): Reading {
  const { user, system } = process.cpuUsage()
  return { seconds: (user + system) / 1e6, bytes: process.memoryUsage.rss() }
}

/** Measures the kernel, that is both of its processes, and the machine. */
export class Usage {
  #at = performance.now()
  #seconds = 0

  async measure(runtime: number | undefined): Promise<Content> {
    const main = own()
    const child = runtime === undefined ? { seconds: 0, bytes: 0 } : await read(runtime)
    const seconds = main.seconds + child.seconds
    const now = performance.now()
    // Processor time since the last request, as ipykernel reports it: percent of one processor.
    const percent = (100 * Math.max(0, seconds - this.#seconds)) / Math.max(1e-3, (now - this.#at) / 1000)
    this.#at = now
    this.#seconds = seconds
    const total = totalmem()
    const available = freemem()
    return {
      hostname: hostname(),
      pid: process.pid,
      kernel_cpu: percent,
      kernel_memory: main.bytes + child.bytes,
      cpu_count: availableParallelism(),
      host_virtual_memory: {
        total,
        available,
        used: total - available,
        free: available,
        percent: (100 * (total - available)) / total,
      },
    }
  }
}

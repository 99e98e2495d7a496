/** The processes that a process started, with their command lines; from /proc where there is one (`ps` is not everywhere). */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

interface Child {
  pid: number
  command: string
}

function fromProc(parent: number): Child[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // Fields after the name, which stands in brackets and may hold anything: state, parent, …
        const [, ppid] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
        if (Number(ppid) !== parent) return []
        return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }]
      } catch {
        return [] // it ended meanwhile
      }
    })
}

function fromPs(parent: number): Child[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return [...table.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)]
    .filter(([, , ppid]) => Number(ppid) === parent)
    .map(([, pid, , command]) => ({ pid: Number(pid), command: command! }))
}

export function childrenOf(parent: number): Child[] {
  return existsSync('/proc/self/stat') ? fromProc(parent) : fromPs(parent)
}

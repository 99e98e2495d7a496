import type { RemoteError } from './contract.ts'

/** V8 says this on standard error before it aborts. */
const outOfMemory = /heap out of memory|Reached heap limit|invalid table size|Cannot allocate memory|bad_alloc/

/** Why a runtime ended, in words, given its last lines on standard error. */
export function describeDeath(code: number | null, signal: NodeJS.Signals | null, lastText: string): string {
  if (outOfMemory.test(lastText)) return `The runtime ran out of memory (${signal ?? code}); its variables are lost.`
  if (signal) return `The runtime died (${signal}); its variables are lost.`
  // A native crash of V8 itself ends with one of these codes where the signal was caught.
  if (code !== null && code > 128) return `The runtime died (exit code ${code}); its variables are lost.`
  return `The runtime ended (exit code ${code ?? 'unknown'}); its variables are lost.`
}

export function deathError(reason: string): RemoteError {
  const ename = 'RuntimeDied'
  return {
    ename,
    evalue: reason,
    traceback: [`\u001b[31m${ename}\u001b[39m: ${reason}`, 'A fresh runtime was started: run the cells again.'],
  }
}

export function interruptError(evalue: string): RemoteError {
  const ename = 'KeyboardInterrupt'
  return { ename, evalue, traceback: [`\u001b[31m${ename}\u001b[39m: ${evalue}`] }
}

/** The kernelspec: how Jupyter starts the kernel, and what it shows in the launcher. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { stableNode } from './node-path.ts'
import { root } from './root.ts'

/** The kernel's name for Jupyter, and the folder's. */
export const kernelName = 'gradlab'

export const logos = ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'] as const

export interface KernelSpec {
  argv: string[]
  display_name: string
  language: string
  interrupt_mode: 'message' | 'signal'
  env: Record<string, string>
  metadata: Record<string, unknown>
}

/** https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
export function kernelSpec(): KernelSpec {
  return {
    argv: [stableNode(), join(root, 'dist', 'kernel', 'main.js'), 'kernel', '{connection_file}'],
    display_name: 'TypeScript (gradlab)',
    language: 'typescript',
    // A signal would reach the main process only; the message goes to the runtime that computes.
    interrupt_mode: 'message',
    // Its three threads parse and keep little at a time: glibc's pools of memory, up to eight a core, would hold 15 MB more.
    env: { MALLOC_ARENA_MAX: '2' },
    metadata: { debugger: true },
  }
}

/** Where Jupyter looks for the kernels of one user. */
export function userKernels(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.JUPYTER_DATA_DIR) return join(env.JUPYTER_DATA_DIR, 'kernels')
  const home = env.HOME ?? homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter', 'kernels')
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'jupyter', 'kernels')
}

/** Where Jupyter looks for the kernels of one Python environment, or of the whole system (`/usr/local`). */
export function prefixKernels(prefix: string): string {
  return join(prefix, 'share', 'jupyter', 'kernels')
}

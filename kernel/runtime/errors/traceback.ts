import type { RemoteError } from '../../session/contract.ts'
import type { Run } from '../run.ts'
export function remoteError(error: unknown, run: Run): RemoteError {
  const e = error as Error
  return { ename: e?.name ?? 'Error', evalue: e?.message ?? String(error), traceback: [String(e?.stack ?? error)] }
}

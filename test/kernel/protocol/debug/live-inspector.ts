/** The inspector of this very process, behind the kernel's own calls. */
import { Session } from 'node:inspector'
import { onTestFinished } from 'vitest'
import { Inspector } from '../../../../kernel/protocol/debug/inspector.ts'

export function liveInspector(): Inspector {
  const session = new Session()
  session.connect()
  onTestFinished(() => session.disconnect())
  const inspector: Inspector = new Inspector(
    (message) => {
      const { id, method, params } = JSON.parse(message)
      session.post(method, params, (error, result) =>
        inspector.receive(JSON.stringify(error ? { id, error } : { id, result })),
      )
    },
    () => {},
  )
  return inspector
}

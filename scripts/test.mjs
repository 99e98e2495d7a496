/** npm test: set up, then every test. The last line is the count of all of them. */
import { afterSetUp } from './lib/begin.mjs'
import { stages } from './lib/test/stages.mjs'
import { closingLine, runStages } from './lib/test/summary.mjs'

await afterSetUp(async (layout) => {
  const total = await runStages(stages, layout)
  console.log(closingLine(total))
  return total.failed > 0 || total.passed === 0 ? 1 : 0
})

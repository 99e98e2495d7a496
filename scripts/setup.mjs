/** npm run setup: makes a fresh clone ready, and notices in a moment that it is. */
import { afterSetUp } from './lib/begin.mjs'

await afterSetUp((_, worked) => {
  console.log(
    worked
      ? 'Ready. `npm start` opens JupyterLab.'
      : 'Nothing to do: everything is set up. `npm start` opens JupyterLab.',
  )
})

/** The Chromium that the browser tests drive. */
import { findProgram } from '../run.mjs'

/** @param {Record<string, string | undefined>} [env] PATH, and GRADLAB_CHROMIUM where another browser is wanted */
export function findChromium(env = process.env) {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const mac = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
  return findProgram(env.GRADLAB_CHROMIUM ? [env.GRADLAB_CHROMIUM] : [...names, ...mac], env)
}

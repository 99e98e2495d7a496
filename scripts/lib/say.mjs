/** What set-up tells: plain sentences, with sizes and seconds. */

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`
  return `${(bytes / 1e9).toFixed(1)} GB`
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  const value = milliseconds / 1000
  if (value < 10) return `${value.toFixed(1)} s`
  if (value < 120) return `${Math.round(value)} s`
  const whole = Math.round(value)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Starts a clock; each call of what it returns reads it. */
export function clock() {
  const start = performance.now()
  return () => seconds(performance.now() - start)
}

/** @param {string} sentence */
export function say(sentence) {
  process.stdout.write(`${sentence}\n`)
}

/** @param {string} sentence */
export function warn(sentence) {
  process.stderr.write(`${sentence}\n`)
}

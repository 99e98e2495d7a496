/** The browser for tests: Debian's chromium, or what GRADLAB_CHROMIUM names. Missing in CI, it fails; elsewhere it is skipped. */
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../kernel/export/pdf.ts'

export const executablePath = ((): string | undefined => {
  try {
    return findChromium()
  } catch (error) {
    if (process.env.CI) throw error
    return undefined
  }
})()

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launch(): Promise<Browser> {
  return chromium.launch({ ...(executablePath && { executablePath }), args })
}

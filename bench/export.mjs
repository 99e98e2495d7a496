/**
 * Time and size of the export of the executed notebooks, in each format, in one language.
 * Needs set-up, and Chromium for PDF. Run: node bench/export.mjs [FORMAT …]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const formats = process.argv.length > 2 ? process.argv.slice(2) : ['site', 'html', 'markdown', 'pdf', 'script']
let failed = false

for (const format of formats) {
  const out = mkdtempSync(join(tmpdir(), `gradlab-bench-${format}-`))
  const start = performance.now()
  const args = [join(root, 'scripts', 'gradlab.mjs'), 'export', join(root, 'notebooks'), '--lang', 'en']
  const { status, stderr } = spawnSync(process.execPath, [...args, '--to', format, '--out', out], { encoding: 'utf8' })
  const seconds = (performance.now() - start) / 1000
  const files = readdirSync(out, { recursive: true })
    .map((name) => statSync(join(out, name)))
    .filter((stat) => stat.isFile())
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  rmSync(out, { recursive: true })
  failed ||= status !== 0
  console.log(
    status === 0
      ? `${format}: ${seconds.toFixed(1)} s, ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB${format === 'site' ? ' (wanted < 30 s)' : ''}`
      : `${format} failed: ${stderr.trim()}`,
  )
}
process.exitCode = failed ? 1 : 0

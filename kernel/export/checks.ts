/** What an export must not hide: cells that failed, and outputs that were not made by the code above them. */
import { type Page, tagsOf } from './notebook.ts'

export interface Finding {
  page: string
  sentence: string
}

/** Cells that show an error without being tagged `raises-exception`. */
export function failedCells(page: Page): Finding[] {
  return page.notebook.cells.flatMap((cell, index) => {
    const error = cell.outputs?.find((output) => output.output_type === 'error')
    if (!error || tagsOf(cell).includes('raises-exception')) return []
    const sentence = `cell ${index + 1} (${label(cell.execution_count)}) fails with ${error.ename}: ${error.evalue}`
    return [{ page: page.file, sentence }]
  })
}

/** Signs that a notebook was changed after it ran: cells without a number, or numbers that do not count 1, 2, 3 … */
export function staleOutputs(page: Page): Finding[] {
  const cells = page.notebook.cells.filter((cell) => cell.cell_type === 'code' && cell.source.trim())
  if (!cells.length) return []
  const never = cells.filter((cell) => cell.execution_count == null)
  if (never.length === cells.length) return [{ page: page.file, sentence: 'was never run, so it has no outputs' }]
  const ran = cells.filter((cell) => cell.execution_count != null)
  const off = ran.find((cell, index) => cell.execution_count !== index + 1)
  const said = [
    never.length && `has ${never.length} cell(s) that were not run`,
    off && `was not run top to bottom: its code cell ${cells.indexOf(off) + 1} is ${label(off.execution_count)}`,
  ]
  const sentence = said.filter(Boolean).join(', and ')
  return sentence ? [{ page: page.file, sentence }] : []
}

function label(count: number | null | undefined): string {
  return count == null ? 'not run' : `In[${count}]`
}

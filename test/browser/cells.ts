/** The cells of a notebook in JupyterLab, as a person edits and runs them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import type { Lab } from './lab.ts'

const notebook = (sources: string[]) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'gradlab', display_name: 'TypeScript (gradlab)', language: 'typescript' } },
    cells: sources.map((source, i) => ({
      cell_type: 'code',
      id: `c${i}`,
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    })),
  })

export class Cells {
  readonly #lab: Lab

  constructor(lab: Lab) {
    this.#lab = lab
  }

  /** Writes a notebook of these cells into the folder of the server. */
  write(name: string, ...sources: string[]): void {
    writeFileSync(join(this.#lab.folder, `${name}.ipynb`), notebook(sources))
  }

  /** Opens a new notebook of these cells. */
  async open(name: string, ...sources: string[]): Promise<void> {
    this.write(name, ...sources)
    await this.#lab.open(`${name}.ipynb`)
  }

  at(index: number): Locator {
    return this.#lab.page.locator('.jp-Notebook .jp-CodeCell').nth(index)
  }

  output(index: number): Locator {
    return this.at(index).locator('.jp-OutputArea-output')
  }

  /** Puts the cursor at the end of a cell. */
  async edit(index: number): Promise<void> {
    await this.at(index).locator('.cm-content').click()
    await this.#lab.page.keyboard.press('Control+End')
  }

  /** Writes another text into a cell. */
  async replace(index: number, source: string): Promise<void> {
    await this.at(index).locator('.cm-content').click()
    await this.#lab.page.keyboard.press('Control+A')
    await this.#lab.page.keyboard.insertText(source)
  }

  /** Runs a cell without waiting for it to end. */
  async start(index: number): Promise<void> {
    await this.edit(index)
    await this.#lab.page.keyboard.press('Control+Enter')
  }

  /** Runs a cell and waits until it has its number. */
  async run(index: number): Promise<void> {
    await this.start(index)
    await this.at(index)
      .locator('.jp-InputPrompt', { hasText: /\[\d+\]/ })
      .waitFor()
  }

  /** Pulls with the mouse from the middle of an element by so many pixels, through points between. */
  async drag(handle: Locator, x: number): Promise<void> {
    await handle.scrollIntoViewIfNeeded()
    const at = (await handle.boundingBox())!
    const [fromX, fromY] = [at.x + at.width / 2, at.y + at.height / 2]
    const { mouse } = this.#lab.page
    await mouse.move(fromX, fromY)
    await mouse.down()
    await mouse.move(fromX + x, fromY, { steps: 8 })
    await mouse.up()
  }
}

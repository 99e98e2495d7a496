import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import type { Classification, Regression } from './evaluation.ts'

/** How good a model with several outputs is on a dataset: each output by name. Shows itself, output after output. */
export class OutputEvaluations implements Displayable {
  /** The weighted sum of the outputs' losses, penalties included. */
  readonly loss: number
  /** Of each output: what `train.evaluate` gives for a model that has only this one. */
  readonly outputs: Readonly<Record<string, Classification & Regression>>

  constructor(loss: number, outputs: Readonly<Record<string, Classification | Regression>>) {
    this.loss = loss
    this.outputs = outputs as Readonly<Record<string, Classification & Regression>>
  }

  toString(): string {
    const parts = Object.entries(this.outputs).map(([name, result]) => `${name}: ${String(result)}`)
    return [`loss ${Number(this.loss.toPrecision(4))}`, ...parts].join('\n')
  }

  async [displaySymbol](): Promise<MimeBundle> {
    const parts = await Promise.all(
      Object.entries(this.outputs).map(async ([name, result]) => {
        const bundle = await result[displaySymbol]()
        return `<h4>${escapeHtml(name)}</h4>${bundle['text/html'] ?? `<pre>${escapeHtml(String(result))}</pre>`}`
      }),
    )
    return {
      'text/html': `<p>loss ${Number(this.loss.toPrecision(4))}</p>${parts.join('')}`,
      'text/plain': this.toString(),
    }
  }
}

/** Several descents side by side: one picture, one table. */
import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { expected } from '../errors.ts'
import { formatNumber, formatVector } from './format.ts'
import { lossCurves } from './loss-curve.ts'
import { drawTracks } from './picture/picture.ts'
import type { Descent, RunOptions } from './stepper.ts'

/** A runner of a race: a descent, or a descent with a name. */
export type Runner = Descent | { readonly name?: string; readonly descent: Descent }

export class Race implements Displayable {
  readonly runners: readonly { readonly name: string; readonly descent: Descent }[]

  constructor(runners: readonly Runner[]) {
    if (!Array.isArray(runners) || runners.length === 0) {
      throw expected('an array of descents', runners, 'For example descent.race([descent.start(…), descent.start(…)]).')
    }
    const named = runners.map((runner) => {
      const { name, descent } =
        runner && typeof runner === 'object' && 'descent' in runner ? runner : { name: undefined, descent: runner }
      if (typeof descent?.step !== 'function') throw expected('a descent, as descent.start makes it', descent)
      return { name: name ?? descent.optimizer.name, descent }
    })
    // Two runners of one name are told apart by their learning rate.
    this.runners = named.map(({ name, descent }) => {
      const shared = named.filter((other) => other.name === name).length > 1
      return { name: shared ? `${name} (lr ${formatNumber(Number(descent.options.lr))})` : name, descent }
    })
  }

  /** Every runner makes steps. @param count @default 1 */
  step(count = 1): this {
    for (const { descent } of this.runners) descent.step(count)
    return this
  }

  /** Every runner goes on until its condition holds: see `Descent.run`. */
  run(options: RunOptions = {}): this {
    for (const { descent } of this.runners) descent.run(options)
    return this
  }

  /** One row a runner: where it stands, and how far it is from the nearest known minimum. */
  get standings() {
    return this.runners.map(({ name, descent }) => {
      const { index, loss, parameters, objective, stopped } = descent
      const distances = objective.minima.map(({ at }) => Math.hypot(...at.map((v, i) => v - parameters[i]!)))
      const distance = distances.length ? Math.min(...distances) : undefined
      return { name, steps: index, loss, parameters, distance, stopped: stopped?.advice }
    })
  }

  toString(): string {
    const width = Math.max(...this.runners.map(({ name }) => name.length))
    return this.standings
      .map(
        (row) =>
          `${row.name.padEnd(width)}  ${row.steps} steps  loss ${formatNumber(row.loss)} at ${formatVector(row.parameters)}`,
      )
      .join('\n')
  }

  [displaySymbol](): MimeBundle {
    const tracks = this.runners.map(({ name, descent }) => ({ name, path: descent.path(400) }))
    const { objective } = this.runners[0]!.descent
    const shared = this.runners.every(({ descent }) => descent.objective.name === objective.name)
    const picture = shared
      ? drawTracks(objective, tracks)
      : lossCurves(tracks.map(({ name, path }) => ({ name, points: path })))
    return { 'text/plain': this.toString(), 'text/html': `<div class="gradlab-race">${picture}${this.#table()}</div>` }
  }

  #table(): string {
    const heads = ['optimizer', 'steps', 'loss', 'parameters', 'distance to a minimum', '']
    const rows = this.standings.map((row) => [
      row.name,
      String(row.steps),
      formatNumber(row.loss),
      formatVector(row.parameters),
      row.distance === undefined ? '' : formatNumber(row.distance),
      row.stopped ?? '',
    ])
    const cells = (row: readonly string[], tag: string) =>
      row.map((text) => `<${tag} style="text-align:left">${escapeHtml(text)}</${tag}>`).join('')
    return `<table style="font-variant-numeric:tabular-nums"><thead><tr>${cells(heads, 'th')}</tr></thead><tbody>${rows
      .map((row) => `<tr>${cells(row, 'td')}</tr>`)
      .join('')}</tbody></table>`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/**
 * Races descents on one surface: one picture with every path, one table.
 *
 * @example
 * const from = { at: [-1.2, 1] }
 * descent.race([
 *   descent.start(descent.rosenbrock, { ...from, optimizer: descent.momentum({ lr: 0.001 }) }),
 *   { name: 'Adam', descent: descent.start(descent.rosenbrock, { ...from, optimizer: descent.adam({ lr: 0.1 }) }) },
 * ]).step(200)
 */
export function race(runners: readonly Runner[]): Race {
  return new Race(runners)
}

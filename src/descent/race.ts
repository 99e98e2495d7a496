/** Several descents side by side: one picture, one table. */
import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { expected } from '../errors.ts'
import { formatNumber, formatVector } from './format.ts'
import { lossCurves } from './loss-curve.ts'
import { NetworkDescent } from './network.ts'
import type { Objective } from './objective.ts'
import { drawTracks, type Track } from './picture/picture.ts'
import type { Descent, RunOptions } from './stepper.ts'

interface SurfaceTrack extends Track {
  readonly objective: Objective
}

type AnyDescent = Descent | NetworkDescent

/** A runner of a race: a descent, or a descent with a name. */
export type Runner = AnyDescent | { readonly name?: string; readonly descent: AnyDescent }

/** Where a runner of a race stands. */
export interface Standing {
  readonly name: string
  readonly steps: number
  readonly loss: number
  /** Undefined for a network: its weights are in `descent.weights`. */
  readonly parameters: readonly number[] | undefined
  /** To the nearest known minimum, where the objective knows one. */
  readonly distance: number | undefined
  /** Why it stopped by itself. */
  readonly stopped: string | undefined
}

export class Race implements Displayable {
  readonly runners: readonly { readonly name: string; readonly descent: AnyDescent }[]

  constructor(runners: readonly Runner[]) {
    if (!Array.isArray(runners) || runners.length === 0) {
      throw expected('an array of descents', runners, 'For example descent.race([descent.start(…), descent.start(…)]).')
    }
    const named = (runners as readonly Runner[]).map((runner) => {
      const { name, descent } =
        runner && typeof runner === 'object' && 'descent' in runner ? runner : { name: undefined, descent: runner }
      if (typeof descent?.step !== 'function') throw expected('a descent, as descent.start makes it', descent)
      return { name: name ?? descent.optimizer.name, descent }
    })
    this.runners = named.map((runner) => {
      const alike = named.filter((other) => other.name === runner.name)
      return { name: alike.length > 1 ? apart(runner, alike) : runner.name, descent: runner.descent }
    })
  }

  /** Every runner makes steps. @param count @default 1 */
  step(count = 1): this {
    for (const { descent } of this.runners) descent.step(count)
    return this
  }

  /** Every runner goes on until its condition holds: see `Descent.run`. */
  run(options: RunOptions = {}): this {
    for (const { descent } of this.runners) descent.run(options as object)
    return this
  }

  /** One row a runner: where it stands, and how far it is from the nearest known minimum. */
  get standings(): readonly Standing[] {
    return this.runners.map(({ name, descent }) => {
      const where = { name, steps: descent.index, loss: descent.loss, stopped: descent.stopped?.advice }
      if (descent instanceof NetworkDescent) return { ...where, parameters: undefined, distance: undefined }
      const { parameters, objective } = descent
      const minima = objective.minima.filter(({ at }) => at.length === parameters.length)
      const distances = minima.map(({ at }) => Math.hypot(...at.map((v, i) => v - parameters[i]!)))
      return { ...where, parameters, distance: distances.length ? Math.min(...distances) : undefined }
    })
  }

  toString(): string {
    const width = Math.max(...this.runners.map(({ name }) => name.length))
    return this.standings
      .map(({ name, steps, loss, parameters }) => {
        const at = parameters ? ` at ${formatVector(parameters)}` : ''
        return `${name.padEnd(width)}  ${steps} steps  loss ${formatNumber(loss)}${at}`
      })
      .join('\n')
  }

  [displaySymbol](): MimeBundle {
    const html = `<div class="gradlab-race">${this.#picture()}${this.#table()}</div>`
    return { 'text/plain': this.toString(), 'text/html': html }
  }

  /** Paths on the surface where all run on the same one, else the losses alone. */
  #picture(): string {
    const tracks = this.runners.flatMap(({ name, descent }) =>
      descent instanceof NetworkDescent ? [] : [{ name, objective: descent.objective, path: descent.path(400) }],
    )
    const [first] = tracks
    if (first && tracks.length === this.runners.length && tracks.every((track) => sameSurface(first, track))) {
      return drawTracks(first.objective, tracks)
    }
    return lossCurves(
      this.runners.map(({ name, descent }) => {
        if (!(descent instanceof NetworkDescent)) return { name, points: descent.path(400) }
        return { name, points: descent.losses.map((loss, i) => ({ index: i + 1, loss })) }
      }),
    )
  }

  #table(): string {
    const heads = ['optimizer', 'steps', 'loss', 'parameters', 'distance to a minimum', '']
    const rows = this.standings.map((row) => [
      row.name,
      String(row.steps),
      formatNumber(row.loss),
      row.parameters ? formatVector(row.parameters) : '',
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

/** A name with the options that tell it from the others of its name. */
function apart({ name, descent }: { name: string; descent: AnyDescent }, alike: readonly { descent: AnyDescent }[]) {
  const differ = Object.entries(descent.options).filter(([key, value]) =>
    alike.some((other) => other.descent.options[key] !== value),
  )
  if (!differ.length) return `${name} ${alike.findIndex((other) => other.descent === descent) + 1}`
  return `${name} (${differ.map(([key, v]) => `${key} ${typeof v === 'number' ? formatNumber(v) : v}`).join(', ')})`
}

/** Whether two descents run on one surface: on the same objective, or on two that agree where the descents have been. */
function sameSurface(a: SurfaceTrack, b: SurfaceTrack): boolean {
  if (a.objective === b.objective) return true
  const points = [a, b].flatMap(({ path }) => [path[0]!.parameters, path.at(-1)!.parameters])
  return points.every((p) => p.length === points[0]!.length && Object.is(a.objective(p), b.objective(p)))
}

/**
 * Races descents: one picture, with every path where they run on one surface, and one table. Networks race by their losses.
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

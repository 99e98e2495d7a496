/**
 * The picture of a widget as it was when the notebook was saved. The picture that its output holds is that of the moment it
 * was shown; the front end saves what hands and code have moved since in the notebook's metadata.
 *
 * @see the widget state of ipywidgets 8, application/vnd.jupyter.widget-state+json 2.0
 */
import { escapeHtml } from './frame.ts'
import { type Notebook, text } from './notebook.ts'

type State = Record<string, any>
type Draw = (state: State, of: (reference: unknown) => string) => string

const reference = 'IPY_MODEL_'
const ticks = 20

/** Every saved model of a notebook, by its id. */
function savedModels(notebook: Notebook): Record<string, { model_name?: string; state?: State }> {
  return notebook.metadata.widgets?.['application/vnd.jupyter.widget-state+json']?.state ?? {}
}

/** @returns HTML, or undefined where the state was not saved or the kind is not known */
export function widgetPicture(notebook: Notebook, id: unknown): string | undefined {
  const models = savedModels(notebook)
  const draw = (modelId: unknown): string | undefined => {
    const { model_name: name = '', state } = models[String(modelId)] ?? {}
    const kind = name.replace(/Model$/, '')
    return state && Object.hasOwn(pictures, kind) ? pictures[kind]!({ ...usual(kind), ...state }, inside) : undefined
  }
  const inside = (child: unknown) => draw(String(child).slice(reference.length)) ?? ''
  return draw(id)
}

/** What JupyterLab does not save, because it is the default of the model. */
function usual(kind: string): State {
  if (kind === 'FloatLogSlider') return { min: 0, max: 4, base: 10, value: 1 }
  if (/Range/.test(kind)) return { min: 0, max: 100, value: [0, 1] }
  return /Slider|Progress|Float|Play/.test(kind) ? { min: 0, max: 100, value: 0 } : {}
}

const line = (state: State, html: string): string => {
  const description = escapeHtml(String(state.description ?? ''))
  return `<div>${description ? `${description} ` : ''}${html}</div>`
}

const shown = (value: unknown): string =>
  escapeHtml(typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value ?? ''))

/** A track with a knob at each value; the part between two knobs, or up to the only one, is drawn strong. */
function track(values: readonly number[], place: (value: number) => number): string {
  const at = values.map((v) => Math.round(ticks * Math.max(0, Math.min(1, place(v)))))
  const from = at.length > 1 ? at[0]! : 0
  const marks = Array.from({ length: ticks + 1 }, (_, i) =>
    at.includes(i) ? '●' : i >= from && i <= at.at(-1)! ? '━' : '─',
  )
  return `<span style="color:#0072B2">${marks.join('')}</span>`
}

const linear =
  ({ min, max }: State) =>
  (value: number) =>
    (value - min) / (max - min)

const slider: Draw = (state) => line(state, `${track([state.value], linear(state))} ${shown(state.value)}`)

const range: Draw = (state) => {
  const [low, high] = state.value
  return line(state, `${track([low, high], linear(state))} ${shown(low)} – ${shown(high)}`)
}

const progress: Draw = (state) => {
  const part = Math.round(100 * linear(state)(state.value))
  return line(state, `<progress max="100" value="${part}"></progress> ${part} %`)
}

const field: Draw = (state) => line(state, shown(state.value))
const flag: Draw = (state) => line(state, state.value ? '☑' : '☐')
const children = (state: State, of: (child: unknown) => string) => (state.children ?? []).map(of).join('')

/** By the names of ipywidgets' models, without "Model". */
const pictures: Record<string, Draw> = {
  IntSlider: slider,
  FloatSlider: slider,
  FloatLogSlider: (state) => {
    // Its limits are exponents.
    const place = (value: number) => linear(state)(Math.log(value) / Math.log(state.base))
    return line(state, `${track([state.value], place)} ${shown(state.value)}`)
  },
  IntRangeSlider: range,
  FloatRangeSlider: range,
  IntProgress: progress,
  FloatProgress: progress,
  FloatText: field,
  BoundedFloatText: field,
  Text: field,
  Textarea: field,
  Label: field,
  HTML: (state) => `<div>${state.value ?? ''}</div>`,
  Checkbox: flag,
  ToggleButton: flag,
  Dropdown: (state) => line(state, `${shown(state._options_labels?.[state.index])} ▾`),
  Button: (state) => `<div>[ ${escapeHtml(String(state.description ?? ''))} ]</div>`,
  Play: (state) => line(state, `▶ ${shown(state.value)}`),
  VBox: (state, of) => `<div>${children(state, of)}</div>`,
  HBox: (state, of) => `<div style="display:flex;gap:1em;flex-wrap:wrap">${children(state, of)}</div>`,
  Output: (state) => {
    const drawn = (state.outputs ?? []).map(({ data = {} }: { data?: Record<string, any> }) =>
      'text/html' in data || 'image/svg+xml' in data
        ? text(data['text/html'] ?? data['image/svg+xml'])
        : `<pre>${escapeHtml(text(data['text/plain'] ?? ''))}</pre>`,
    )
    return `<div>${drawn.join('')}</div>`
  },
}

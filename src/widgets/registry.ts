/** All models that are open: a front end that is loaded again asks for their states in one message. */
import type { CommLike, kernel } from '../display.ts'
import type { Model, State } from './widget.ts'

type Jupyter = NonNullable<typeof kernel.jupyter>

const open = new Set<Model>()
const answering = new WeakSet<Jupyter>()

/** Notes a model as open, and answers on the control channel from the first one on. */
export function answerStateRequests(jupyter: Jupyter, model: Model): void {
  open.add(model)
  if (answering.has(jupyter)) return
  answering.add(jupyter)
  jupyter.onComm('jupyter.widget.control', (comm: CommLike) => {
    comm.onMessage((message: { method?: string }) => {
      if (message.method !== 'request_states') return
      comm.send({ method: 'update_states', states: states(), buffer_paths: [] })
    })
  })
}

/** A closed model is none that can be asked for. */
export function forget(model: Model): void {
  open.delete(model)
}

function states(): Record<
  string,
  { model_name: unknown; model_module: unknown; model_module_version: unknown; state: State }
> {
  return Object.fromEntries(
    [...open].map((model) => {
      const state = model.wholeState
      const { _model_name, _model_module, _model_module_version } = state
      return [
        model.id,
        { model_name: _model_name, model_module: _model_module, model_module_version: _model_module_version, state },
      ]
    }),
  )
}

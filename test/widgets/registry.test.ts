import { afterEach, expect, test } from 'vitest'
import { kernel } from '../../src/display.ts'
import { answerStateRequests, forget } from '../../src/widgets/registry.ts'
import { Model } from '../../src/widgets/widget.ts'
import { openNotebook } from './notebook.ts'

let notebook: ReturnType<typeof openNotebook>
afterEach(() => notebook.close())

test('open models answer on the control channel until they are forgotten; other messages are not answered', () => {
  notebook = openNotebook()
  const models = ['A', 'B'].map(
    (model) => new Model({ model: `${model}Model`, view: `${model}View` }, { value: model }),
  )
  for (const model of models) answerStateRequests(kernel.jupyter!, model)
  const ids = models.map((model) => model.id!)
  const control = notebook.open('jupyter.widget.control')
  control.say({ method: 'other' })
  expect(control.sent).toEqual([])
  control.say({ method: 'request_states' })
  const { method, states } = control.sent[0]
  expect(method).toBe('update_states')
  expect(Object.keys(states).sort()).toEqual([...ids].sort())
  expect(states[ids[0]!]).toMatchObject({ model_name: 'AModel', state: { value: 'A', _view_name: 'AView' } })
  forget(models[0]!)
  control.say({ method: 'request_states' })
  expect(Object.keys(control.sent[1].states)).toEqual([ids[1]])
})

/** The pictures that other parts of gradlab ask for by name (`src/view.ts`). */
import { displaySymbol } from '../display.ts'
import { registerLive, registerView } from '../view.ts'
import { history } from './history.ts'
import { liveHistory } from './live.ts'

registerView('history', (value) => history(value)[displaySymbol]())

registerLive('history', () => liveHistory())

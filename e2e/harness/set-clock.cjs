// Required by Electron's main process before the application (`electron -r`): its wall clock is ahead of the machine's by
// the milliseconds that a file says, as if somebody had set it. What measures time without a wall clock (timers,
// `performance.now`) stays as it is, as in a sleep.
const { readFileSync } = require('node:fs')

const file = process.env.DORMOUSE_E2E_CLOCK
const SystemDate = Date
const now = () => SystemDate.now() + Number(readFileSync(file, 'utf8'))

globalThis.Date = new Proxy(SystemDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new SystemDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
})

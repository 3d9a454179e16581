// A program on the control socket in a process of its own, so that nothing but Dormouse makes it wait. Reads orders from
// its standard input, one JSON line each: {"runs": 1000, "withinMs": 60000, "everyMs": 5}. Answers each, once so many runs
// have succeeded or the time is over, with what it heard of them and how long `app.status` took meanwhile, asked every so
// many milliseconds; 0 asks nothing.
import { createConnection } from 'node:net'
import { createInterface } from 'node:readline'

const socket = createConnection(process.argv[2])
const send = (id, route, input) => socket.write(`${JSON.stringify({ id, route, input })}\n`)

let order = null
let heard = []
let waits = []
let lastId = 0
const sentAt = new Map()
let asking = null
let giveUp = null

function ask() {
  lastId++
  sentAt.set(lastId, performance.now())
  send(lastId, 'app.status', {})
}

function onLine(line) {
  if (line.event === 'run.changed' && line.data.status === 'succeeded')
    heard.push({ scheduleId: line.data.scheduleId, at: Date.now() })
  const begin = sentAt.get(line.id)
  if (begin !== undefined) waits.push({ at: Date.now(), ms: performance.now() - begin })
  sentAt.delete(line.id)
  finish()
}

function finish() {
  if (order === null || heard.length < order.runs) return
  clearInterval(asking)
  // What was asked while the last ones were written belongs to it.
  if (sentAt.size === 0) answer()
}

function answer() {
  clearInterval(asking)
  clearTimeout(giveUp)
  sentAt.clear()
  process.stdout.write(`${JSON.stringify({ heard, waits })}\n`)
  order = null
}

socket.once('connect', () => {
  createInterface({ input: socket }).on('line', (text) => onLine(JSON.parse(text)))
  send(0, 'events.subscribe', { events: ['run.changed'] })
  process.stdout.write('connected\n')
})
createInterface({ input: process.stdin }).on('line', (text) => {
  order = JSON.parse(text)
  heard = []
  waits = []
  giveUp = setTimeout(answer, order.withinMs)
  if (order.everyMs > 0) asking = setInterval(ask, order.everyMs)
})

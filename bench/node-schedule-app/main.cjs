// The peer: bare node-schedule in an Electron application, one job for each instant. A job notes when it fired, then
// commits one row as an application must that keeps what it did, and notes when that was on the disk.
const { app } = require('electron')
const { scheduleJob } = require('node-schedule')
const { DatabaseSync } = require('@photostructure/sqlite')

const [path, ...numbers] = process.argv.at(-1).split(',')
const [first, count, stepMs] = numbers.map(Number)
const fired = []
const kept = []
// Referenced here: with a database that is collected as garbage its statements end too.
let database

app.whenReady().then(arm).catch(fail)

function arm() {
  database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE fires (at INTEGER)')
  const insert = database.prepare('INSERT INTO fires (at) VALUES (?)')
  for (let i = 0; i < count; i++) {
    const at = first + i * stepMs
    scheduleJob(new Date(at), () => {
      try {
        fired.push(Date.now() - at)
        insert.run(at)
        kept.push(Date.now() - at)
        if (fired.length === count) process.stdout.write(`${JSON.stringify({ fired, kept })}\n`)
      } catch (error) {
        fail(error)
      }
    })
  }
  process.stdout.write('armed\n')
}

function fail(error) {
  process.stderr.write(`${error}\n`)
  app.exit(1)
}

// Opens the database of the folder that it is given and commits one note after the other; says each number once it is
// committed, and commits until it is killed. If it cannot, it says the name of the error.
import { writeSync } from 'node:fs'
import { systemClock } from '../../platform/clock.ts'
import { silentLogger } from '../../platform/logger.ts'
import { openDatabase } from '../open-database.ts'
import { notesSchema } from './open-test-folder.ts'

const [folder = ''] = process.argv.slice(2)
try {
  const { database } = await openDatabase({
    folder,
    migrations: notesSchema,
    clock: systemClock,
    logger: silentLogger,
  })
  database.prepare("INSERT INTO books (id, name) VALUES ('b', 'Book') ON CONFLICT DO NOTHING").run()
  const insert = database.prepare('INSERT INTO notes (book, text) VALUES (?, ?)')
  for (;;) {
    const { lastInsertRowid } = database.transaction(() => insert.run('b', 'a note that was committed'))
    writeSync(1, `${lastInsertRowid}\n`)
  }
} catch (error) {
  writeSync(1, `${error instanceof Error ? error.name : 'refused'}\n`)
}

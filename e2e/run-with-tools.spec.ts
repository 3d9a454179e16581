import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { calls, says } from '../src-main/models/practice/replies.ts'
import { expect, test } from './harness/model-test.ts'
import { runIs, scheduleSoon } from './harness/schedule-soon.ts'
import { waitFor } from './harness/wait-for.ts'

test('a schedule works on files by itself; its run shows every step, and undoes and redoes what it changed', async ({
  launchWithModel,
  model,
  home,
}) => {
  model.add(
    { reply: calls(['write_file', { path: 'notes/report.txt', content: 'All is well.\n' }]) },
    { reply: calls(['edit_file', { path: 'todo.txt', old_string: 'milk', new_string: 'tea' }]) },
    { reply: calls(['run_command', { command: 'cp todo.txt copy.txt && echo copied' }]) },
    { reply: says('The report is written.') },
  )
  const folder = join(home.dataDir, '..', 'project')
  mkdirSync(folder)
  writeFileSync(join(folder, 'todo.txt'), 'Buy milk.\nSleep.\n')
  const contents = (): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => [
          join(parentPath, name).slice(folder.length + 1),
          readFileSync(join(parentPath, name), 'utf8'),
        ]),
    )
  const before = contents()
  const after = {
    'copy.txt': 'Buy tea.\nSleep.\n',
    'notes/report.txt': 'All is well.\n',
    'todo.txt': 'Buy tea.\nSleep.\n',
  }
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const schedule = await scheduleSoon(control, 'Write the report.', {
    workingDirectory: folder,
    policies: { permission: 'full' },
  })
  const run = await runIs(control, schedule.id, 'succeeded')
  expect(contents()).toEqual(after)

  await control.call('app.showWindow', { place: { screen: 'runs', runId: run.id } })
  const page = await dormouse.window()
  const steps = page.getByRole('list', { name: 'Steps' })
  await expect(steps).toContainText('notes/report.txt')
  await expect(steps).toContainText('+1 −1')
  await steps.getByRole('button', { name: /cp todo\.txt copy\.txt/ }).click()
  await expect(steps.getByLabel(/^Output of/)).toContainText('copied')

  const files = page.getByRole('article', { name: 'Files' }).getByRole('list', { name: 'Changed files' })
  await expect(files.getByRole('listitem')).toHaveCount(3)
  await files.getByRole('button', { name: /todo\.txt/ }).click()
  await expect(files).toContainText('Buy tea.')

  await page.getByRole('button', { name: "Undo this run's changes" }).click()
  await page.getByRole('button', { name: 'Undo 3 files' }).click()
  const redo = page.getByRole('button', { name: 'Redo' })
  await expect(redo).toBeVisible()
  expect(contents()).toEqual(before)
  await redo.click()
  await waitFor(() => contents()['copy.txt'] === after['copy.txt'], { what: 'the redone changes' })
  await expect(page.getByRole('button', { name: "Undo this run's changes" })).toBeVisible()
  expect(contents()).toEqual(after)
  model.assertDone()
})

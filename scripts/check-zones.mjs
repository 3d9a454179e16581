// Compares the fires of schedules with an independent reading of the clock, minute by minute around every change of
// offset from 2024 to 2030, in every time zone of this Node. `npm test` does the same for a sample. Arguments are zones.
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { projectFolder } from './project-folder.mjs'
import { say } from './say.mjs'

const shownEvery = 10
const module = join(projectFolder, 'src-main', 'scheduling', 'testing', 'check-all-zones.ts')
const { checkAllZones } = (await runnerImport(module, { configFile: false, root: projectFolder })).module

const started = performance.now()
const seconds = () => Math.round((performance.now() - started) / 1000)
const sum = { zones: 0, changes: 0, offsets: 0, fires: 0, differences: 0 }
for (const report of checkAllZones(process.argv.slice(2))) {
  sum.zones++
  for (const key of ['changes', 'offsets', 'fires']) sum[key] += report[key]
  sum.differences += report.differences.length
  for (const difference of report.differences) console.log(difference)
  if (sum.zones % shownEvery === 0) say(`${sum.zones} of ${report.of} zones, ${seconds()} s`)
}
console.log(
  `zones ${sum.zones}, changes ${sum.changes}, offsets ${sum.offsets}, fires compared ${sum.fires}, ` +
    `differences ${sum.differences} (time zones ${process.versions.tz}, ${seconds()} s)`,
)
process.exitCode = sum.differences === 0 && sum.zones > 0 ? 0 : 1

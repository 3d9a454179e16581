import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureElectron } from '../ensure-electron.mjs'

/** Draws each `{ svg, size }` with Chromium; returns the PNG files in the same order. */
export async function renderPngs(pictures) {
  const { binary } = await ensureElectron()
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-icons-'))
  const job = join(folder, 'job.json')
  try {
    writeFileSync(job, JSON.stringify(pictures.map(({ svg, size }) => ({ svg, size }))))
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const page = join(import.meta.dirname, 'render-in-electron.mjs')
    const { status, stderr } = spawnSync(
      binary,
      [...sandbox, '--force-device-scale-factor=1', page, job, `--user-data-dir=${join(folder, 'profile')}`],
      { encoding: 'utf8', timeout: 60_000 },
    )
    if (status !== 0) throw new Error(`Electron could not draw the icons: is there a display? ${stderr}`)
    return JSON.parse(readFileSync(job, 'utf8')).map((base64) => Buffer.from(base64, 'base64'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

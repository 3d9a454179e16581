// Runs inside Electron: reads pictures from the job file and writes their PNG data there.
import { readFileSync, writeFileSync } from 'node:fs'
import { app, BrowserWindow } from 'electron'

// Not awaited here: at the top level of Electron's main file `ready` would never come.
render(process.argv.find((argument) => argument.endsWith('job.json'))).catch((error) => {
  console.error(error)
  app.exit(1)
})

async function render(job) {
  await app.whenReady()
  const window = new BrowserWindow({ show: false })
  await window.loadURL('data:text/html,<!doctype html>')
  const script = `Promise.all(${readFileSync(job, 'utf8')}.map(${draw.toString()}))`
  writeFileSync(job, JSON.stringify(await window.webContents.executeJavaScript(script)))
  app.exit(0)
}

/** Runs in the page. */
async function draw({ svg, size }) {
  const image = new Image(size, size)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = new OffscreenCanvas(size, size)
  canvas.getContext('2d').drawImage(image, 0, 0, size, size)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

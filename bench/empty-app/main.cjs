// The floor: the least that an application with a tray and a window can be.
const { app, BrowserWindow, Menu, nativeImage, Tray } = require('electron')

const started = process.argv.includes('--window') ? openWindow : openTray
app.on('window-all-closed', () => undefined)
app
  .whenReady()
  .then(started)
  .then(() => process.stdout.write('empty ready\n'))
  .catch((error) => process.stderr.write(`${error}\n`))

let kept
function openTray() {
  kept = new Tray(nativeImage.createEmpty())
  kept.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', role: 'quit' }]))
}
async function openWindow() {
  openTray()
  await new BrowserWindow().loadURL('data:text/html,<h1>empty</h1>')
}

// Renders the PNG, ICO and ICNS files in assets/ from the SVG files there. Needs a display; the results are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeIcns } from './icons/encode-icns.mjs'
import { encodeIco } from './icons/encode-ico.mjs'
import { renderPngs } from './icons/render-pngs.mjs'
import { projectFolder } from './project-folder.mjs'
import { say } from './say.mjs'

const assets = join(projectFolder, 'assets')

/** The ink and the accent of a panel; a template image on macOS is black, and the system colours it. */
const panels = {
  light: { ink: '#2a231d', accent: '#a85f18' },
  dark: { ink: '#f7f1e9', accent: '#e5a457' },
  template: { ink: '#000000', accent: '#000000' },
}
/** Electron finds the file for a screen's scale by the end of its name. */
const scaled = [
  { suffix: '', size: 16 },
  { suffix: '@1.25x', size: 20 },
  { suffix: '@1.5x', size: 24 },
  { suffix: '@2x', size: 32 },
  { suffix: '@3x', size: 48 },
]
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
const icnsSizes = [16, 32, 64, 128, 256, 512, 1024]

const icon = readFileSync(join(assets, 'icon.svg'), 'utf8')
const pictures = [
  ...['asleep', 'working', 'needs-you'].flatMap(trayPictures),
  { file: 'icon.png', svg: icon, size: 512 },
  { file: 'icon@2x.png', svg: icon, size: 1024 },
  { file: 'icon-128.png', svg: icon, size: 128 },
]
const iconSizes = [...new Set([...icoSizes, ...icnsSizes])]
const wanted = [...pictures, ...iconSizes.map((size) => ({ svg: icon, size }))]

const pngs = await renderPngs(wanted)
mkdirSync(join(assets, 'tray'), { recursive: true })
for (const [index, { file }] of pictures.entries()) writeFileSync(join(assets, file), pngs[index])
const bySize = new Map(iconSizes.map((size, index) => [size, pngs[pictures.length + index]]))
const pick = (sizes) => sizes.map((size) => ({ size, png: bySize.get(size) }))
writeFileSync(join(assets, 'icon.ico'), encodeIco(pick(icoSizes)))
writeFileSync(join(assets, 'icon.icns'), encodeIcns(pick(icnsSizes)))
say(`${pictures.length + 2} icon files written to assets.`)

function trayPictures(mood) {
  const source = readFileSync(join(assets, 'tray', `${mood}.svg`), 'utf8')
  const files = []
  for (const [panel, { ink, accent }] of Object.entries(panels)) {
    const svg = source.replaceAll('currentColor', ink).replaceAll('var(--accent)', accent)
    for (const { suffix, size } of scaled)
      files.push({ file: `tray/${mood}-${panel}${suffix}.png`, svg, size })
    if (panel === 'template') continue
    for (const size of [22, 44]) files.push({ file: `tray/${mood}-${panel}-${size}.png`, svg, size })
  }
  return files
}

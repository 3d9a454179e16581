import { join } from 'node:path'
import { type NativeImage, nativeImage, screen } from 'electron'
import type { TrayMood } from './tray-view.ts'

/** The picture for the tray. Call it after `ready`. */
export function trayIcon(assets: string, mood: TrayMood, panelIsDark: boolean): NativeImage {
  const folder = join(assets, 'tray')
  if (process.platform === 'darwin') {
    const image = nativeImage.createFromPath(join(folder, `${mood}-template.png`))
    image.setTemplateImage(true)
    return image
  }
  const panel = panelIsDark ? 'dark' : 'light'
  if (process.platform !== 'linux') return nativeImage.createFromPath(join(folder, `${mood}-${panel}.png`))
  // A Linux panel is sent one picture and scales it by itself: give it enough pixels.
  const sharp = screen.getAllDisplays().some((display) => display.scaleFactor > 1)
  return nativeImage.createFromPath(join(folder, `${mood}-${panel}-${sharp ? 44 : 22}.png`))
}

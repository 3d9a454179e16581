import type { Settings } from '../../src-shared/domain/settings.ts'

/** Makes the document follow the setting: `system` leaves the choice to prefers-color-scheme. */
export function applyTheme(theme: Settings['theme'], root: HTMLElement = document.documentElement): void {
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
}

/** What the command palette offers: a place to go to, or something to do. */
export interface PaletteItem {
  /** Names it from one opening to the next. */
  readonly key: string
  readonly kind: 'chat' | 'schedule' | 'run' | 'settings' | 'setting' | 'action' | 'search'
  readonly words: string
  /** What people may call it besides. */
  readonly also?: string
  /** What tells it from others of the same words. */
  readonly hint?: string
  readonly keys?: readonly string[]
  perform(): void
}

export interface PaletteGroup {
  readonly label: string
  readonly items: readonly PaletteItem[]
}

import type { Price } from '../../../../src-shared/domain/price.ts'
import type { RouteError } from '../../../../src-shared/ipc/result.ts'
import { saveSettings, useSettingsStore } from '../../../stores/settings-store.ts'

function yours(): Readonly<Record<string, Price>> {
  return useSettingsStore.getState().settings?.prices ?? {}
}

/** Sets the user's own price of a model. Resolves to the error to show, or `null`. */
export function savePrice(model: string, price: Price): Promise<RouteError | null> {
  return saveSettings({ prices: { ...yours(), [model]: price } })
}

/** Takes the user's own price back: the list's counts again, where it has one. */
export function removePrice(model: string): Promise<RouteError | null> {
  const { [model]: _removed, ...left } = yours()
  return saveSettings({ prices: left })
}

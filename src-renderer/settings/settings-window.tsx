import { ScreenHeader } from '../components/screen-header.tsx'

export function SettingsWindow() {
  return <ScreenHeader title="Settings" />
}

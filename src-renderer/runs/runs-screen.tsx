import { ScreenHeader } from '../components/screen-header.tsx'

export function RunsScreen() {
  return <ScreenHeader title="Runs" />
}

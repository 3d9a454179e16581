import { EmptyState } from '../components/empty-state.tsx'

interface WelcomeScreenProps {
  /** Called when the user goes on; the settings remember it. */
  onDone(): void
}

export function WelcomeScreen({ onDone: _onDone }: WelcomeScreenProps) {
  return <EmptyState title="Welcome to Dormouse" />
}

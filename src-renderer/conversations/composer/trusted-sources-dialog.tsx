import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TrustedSourcesField } from '../../permissions/trusted-sources-field.tsx'

interface TrustedSourcesDialogProps {
  readonly sources: readonly string[]
  onChange(sources: readonly string[]): void
  onClose(): void
}

/** The sources that are trusted in one conversation. Each change counts at once. */
export function TrustedSourcesDialog({ sources, onChange, onClose }: TrustedSourcesDialogProps) {
  return (
    <Dialog
      open
      size="m"
      title="Trusted sources"
      description="Pages, mail and what MCP servers say may hold instructions of others. After reading such content the assistant asks before it sends anything out or runs a program, unless the source is trusted here."
      footer={
        <Button variant="solid" onClick={onClose}>
          Done
        </Button>
      }
      onClose={onClose}
    >
      <TrustedSourcesField sources={sources} onChange={onChange} />
    </Dialog>
  )
}

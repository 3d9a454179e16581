import { Folder, FolderInput, House } from 'lucide-react'
import { Menu, type MenuEntry } from '../../components/menu.tsx'
import { toastError } from '../../components/toast.ts'
import { useSettingsStore } from '../../stores/settings-store.ts'
import { call } from '../../transport/call.ts'
import { ChipButton } from './chip-button.tsx'

interface FolderChipProps {
  /** `null`: the default folder of the settings. */
  readonly folder: string | null
  onChange(folder: string | null): void
}

/** The folder that the file tools work in, and the way to change it. */
export function FolderChip({ folder, onChange }: FolderChipProps) {
  const ofSettings = useSettingsStore((state) => state.settings?.workingDirectory ?? null)
  const choose = async (): Promise<void> => {
    const startAt = folder ?? ofSettings
    const result = await call('app.chooseDirectory', startAt ? { startAt } : {})
    if (!result.ok) toastError(result.error)
    else if (result.data.path !== null) onChange(result.data.path)
  }
  const entries: MenuEntry[] = [
    { kind: 'heading', label: 'Working folder' },
    {
      kind: 'item',
      label: 'Choose a folder…',
      hint: folder ?? ofSettings ?? 'Dormouse’s own workspace is used now',
      icon: <FolderInput aria-hidden="true" />,
      onSelect: () => void choose(),
    },
  ]
  if (folder !== null) {
    entries.push({
      kind: 'item',
      label: 'Use the default folder',
      icon: <House aria-hidden="true" />,
      onSelect: () => onChange(null),
    })
  }
  const name = folder ? baseName(folder) : ofSettings ? baseName(ofSettings) : 'Workspace'
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <ChipButton
          icon={<Folder aria-hidden="true" />}
          aria-label={`Working folder: ${name}`}
          title={folder ?? name}
          yields
        >
          {name}
        </ChipButton>
      }
    />
  )
}

function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}

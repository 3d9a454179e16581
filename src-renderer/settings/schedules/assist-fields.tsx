import { useMemo } from 'react'
import type { RunContext } from '../../../src-shared/domain/schedule.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { connectionStore } from '../../stores/connection-store.ts'
import { FolderField } from './folder-field.tsx'
import { PermissionField } from './permission-field.tsx'
import type { ScheduleDraft } from './schedule-draft.ts'
import styles from './schedule-form.module.css'

interface AssistFieldsProps {
  readonly draft: ScheduleDraft
  onChange(change: Partial<ScheduleDraft>): void
}

const contexts: readonly { readonly value: RunContext; readonly label: string; readonly hint: string }[] = [
  { value: 'fresh', label: 'Fresh', hint: 'Every run starts clean and knows nothing of earlier ones.' },
  { value: 'shared', label: 'Shared', hint: 'All runs go on in one conversation, like a diary.' },
  { value: 'here', label: 'Here', hint: 'It works in the conversation that gets its results.' },
]
const automatic = 'default'

/** How the assistant works: where, knowing what, with which model. */
export function AssistFields({ draft, onChange }: AssistFieldsProps) {
  const byId = connectionStore.use((state) => state.byId)
  const connections = useMemo(() => {
    const known = [...byId.values()].map(({ id, name, defaultModel }) => ({
      value: id,
      label: name,
      hint: defaultModel,
    }))
    const isGone = draft.connectionId !== '' && !byId.has(draft.connectionId)
    return [
      { value: automatic, label: 'The default', hint: 'Whatever is the default when it runs' },
      ...known,
      ...(isGone
        ? [{ value: draft.connectionId, label: 'A removed connection', hint: 'Choose another one' }]
        : []),
    ]
  }, [byId, draft.connectionId])
  const model = byId.get(draft.connectionId)?.defaultModel
  return (
    <>
      <FolderField
        value={draft.workingDirectory}
        hint="Its files are here and in the subfolders. Files elsewhere are asked about or refused."
        onChange={(workingDirectory) => onChange({ workingDirectory })}
      />
      <div className={styles['pair']}>
        <Select
          label="Context"
          value={draft.context}
          options={contexts}
          hint={contexts.find((one) => one.value === draft.context)?.hint ?? ''}
          onChange={(context) => onChange({ context })}
        />
        <Select
          label="Connection"
          value={draft.connectionId === '' ? automatic : draft.connectionId}
          options={connections}
          onChange={(id) => onChange({ connectionId: id === automatic ? '' : id, model: '' })}
        />
        <TextField
          label="Model"
          value={draft.model}
          placeholder={model ?? 'The connection’s default'}
          spellCheck={false}
          onChange={(event) => onChange({ model: event.target.value })}
        />
      </div>
      <PermissionField value={draft.permission} onChange={(permission) => onChange({ permission })} />
      {draft.context === 'fresh' && (
        <Checkbox
          label="Give it the previous result to compare with"
          checked={draft.continuity}
          onChange={(continuity) => onChange({ continuity })}
        />
      )}
    </>
  )
}

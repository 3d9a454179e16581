import { Plus } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { Connection } from '../../../src-shared/domain/connection.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { toastError } from '../../components/toast.ts'
import { connectionStore, loadConnections, useKeyStorage } from '../../stores/connection-store.ts'
import { useSettingsStore } from '../../stores/settings-store.ts'
import { call } from '../../transport/call.ts'
import { SettingsGroup } from '../settings-group.tsx'
import { SettingsPage } from '../settings-page.tsx'
import { ConnectionForm } from './connection-form.tsx'
import { ConnectionRow } from './connection-row.tsx'
import { KeyStorageNote } from './key-storage-note.tsx'

/** Where models are reached, which one is the default, and where keys are kept. */
export function ModelsTab() {
  const load = connectionStore.use((state) => state.load)
  const byId = connectionStore.use((state) => state.byId)
  const keyStorage = useKeyStorage((state) => state.keyStorage)
  const chosen = useSettingsStore((state) => state.settings?.defaultConnectionId)
  const [form, setForm] = useState<{ readonly connection: Connection | null } | null>(null)
  const [doomed, setDoomed] = useState<Connection | null>(null)
  const connections = useMemo(() => [...byId.values()], [byId])

  // Which connection is the default is the main process's judgement; it follows the settings.
  useEffect(() => {
    if (chosen !== undefined) void loadConnections()
  }, [chosen])

  const remove = async (): Promise<void> => {
    if (!doomed) return
    const result = await call('connections.remove', { id: doomed.id })
    if (!result.ok) return toastError(result.error)
    connectionStore.remove(doomed.id)
    await loadConnections()
  }
  return (
    <SettingsPage
      title="Models"
      lead="A connection is a place models are reached: Anthropic, or anything that speaks its Messages API, such as Ollama, LM Studio or a gateway."
      actions={
        <Button
          variant="solid"
          icon={<Plus aria-hidden="true" />}
          onClick={() => setForm({ connection: null })}
        >
          Add connection
        </Button>
      }
    >
      {load.kind === 'loading' && <Skeleton lines={4} label="Loading the connections" />}
      {load.kind === 'failed' && (
        <ErrorState
          title="The connections could not be loaded."
          error={load.error}
          onRetry={() => void loadConnections()}
        />
      )}
      {load.kind === 'ready' && (
        <SettingsGroup>
          {connections.map((connection) => (
            <ConnectionRow
              key={connection.id}
              connection={connection}
              onEdit={() => setForm({ connection })}
              onRemove={() => setDoomed(connection)}
            />
          ))}
        </SettingsGroup>
      )}
      {keyStorage && <KeyStorageNote keyStorage={keyStorage} />}
      {form && <ConnectionForm connection={form.connection} onClose={() => setForm(null)} />}
      <ConfirmDialog
        open={doomed !== null}
        danger
        title={`Remove “${doomed?.name ?? ''}”?`}
        description="Its key is forgotten. Schedules and conversations that use it say so and ask for another one."
        action="Remove connection"
        onConfirm={remove}
        onClose={() => setDoomed(null)}
      />
    </SettingsPage>
  )
}

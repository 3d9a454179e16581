import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { McpServer } from '../../../../src-shared/domain/mcp-server.ts'
import { Button } from '../../../components/button.tsx'
import { Card } from '../../../components/card.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import { toastError } from '../../../components/toast.ts'
import { loadMcpServers, mcpStore, useMcpServers } from '../../../stores/mcp-store.ts'
import { call } from '../../../transport/call.ts'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { Lead } from '../lead.tsx'
import { ServerForm } from './server-form.tsx'
import { ServerRow } from './server-row.tsx'
import styles from './mcp.module.css'

/** The MCP servers: programs and services that give the assistant tools of theirs. */
export function McpSection() {
  const load = mcpStore.use((state) => state.load)
  const servers = useMcpServers()
  const [form, setForm] = useState<{ readonly server: McpServer | null } | null>(null)
  // Each saving tests anew, also a second one of the same server.
  const [saved, setSaved] = useState<{ readonly id: string; readonly times: number }>({ id: '', times: 0 })
  const [doomed, setDoomed] = useState<McpServer | null>(null)
  const remove = async (): Promise<void> => {
    if (!doomed) return
    const result = await call('mcp.remove', { id: doomed.id })
    if (!result.ok) return toastError(result.error)
    mcpStore.remove(doomed.id)
  }
  return (
    <>
      <div className={styles['head']}>
        <Lead>
          Programs and services that bring tools of their own. What they say of themselves is not relied on:
          what a tool touches, and whether it asks, you decide here.
        </Lead>
        <Button icon={<Plus aria-hidden="true" />} onClick={() => setForm({ server: null })}>
          Add server
        </Button>
      </div>
      {load.kind === 'loading' && <Skeleton lines={4} label="Loading the MCP servers" />}
      {load.kind === 'failed' && (
        <ErrorState
          title="The MCP servers could not be loaded."
          error={load.error}
          onRetry={() => void loadMcpServers()}
        />
      )}
      {load.kind === 'ready' && servers.length === 0 && (
        <SettingsGroup>
          <SettingRow
            title="No MCP server yet."
            text="Add one by its command or its address, or paste the configuration that its page shows."
          />
        </SettingsGroup>
      )}
      {load.kind === 'ready' && servers.length > 0 && (
        <Card className={styles['servers']}>
          <ul aria-label="MCP servers">
            {servers.map((server) => {
              const fresh = server.id === saved.id
              return (
                <ServerRow
                  key={fresh ? `${server.id} ${saved.times}` : server.id}
                  server={server}
                  fresh={fresh}
                  onEdit={() => setForm({ server })}
                  onRemove={() => setDoomed(server)}
                />
              )
            })}
          </ul>
        </Card>
      )}
      {form && (
        <ServerForm
          server={form.server}
          onSaved={({ id }) => {
            setSaved(({ times }) => ({ id, times: times + 1 }))
            setForm(null)
          }}
          onClose={() => setForm(null)}
        />
      )}
      <ConfirmDialog
        open={doomed !== null}
        danger
        title={`Remove “${doomed?.name ?? ''}”?`}
        description="Its secrets are forgotten and its tools are gone at once, also from conversations and schedules that chose it."
        action="Remove server"
        onConfirm={remove}
        onClose={() => setDoomed(null)}
      />
    </>
  )
}

import { ClipboardPaste } from 'lucide-react'
import { type SyntheticEvent, useId, useState } from 'react'
import type { McpServer } from '../../../../src-shared/domain/mcp-server.ts'
import type { RouteError } from '../../../../src-shared/ipc/result.ts'
import { Button } from '../../../components/button.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Switch } from '../../../components/switch.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { mcpStore } from '../../../stores/mcp-store.ts'
import { call } from '../../../transport/call.ts'
import { PasteField } from './paste-field.tsx'
import {
  draftOfServer,
  emptyServerDraft,
  readServerDraft,
  type ServerDraft,
  type ServerErrors,
} from './server-draft.ts'
import { TransportFields } from './transport-fields.tsx'
import styles from './mcp.module.css'

interface ServerFormProps {
  /** `null`: a new one. */
  readonly server: McpServer | null
  onSaved(server: McpServer): void
  onClose(): void
}

/** The form of a server. What it is given in secret is never shown again. */
export function ServerForm({ server, onSaved, onClose }: ServerFormProps) {
  const [initial] = useState<ServerDraft>(() => (server ? draftOfServer(server) : emptyServerDraft()))
  const [draft, setDraft] = useState(initial)
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const [errors, setErrors] = useState<ServerErrors>({})
  const [pasting, setPasting] = useState(false)
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<RouteError | null>(null)
  const formId = useId()
  const change = (part: Partial<ServerDraft>): void => {
    setDraft({ ...draft, ...part })
    setErrors({})
    setRefusal(null)
  }
  const isDirty = JSON.stringify(draft) !== JSON.stringify(initial)
  const close = (): void => (isDirty ? setAsksToDiscard(true) : onClose())
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    if (saving) return
    const reading = readServerDraft(draft)
    if (!reading.ok) return setErrors(reading.errors)
    setSaving(true)
    const { name, transport } = reading
    const { byDefault } = draft
    const result = server
      ? await call('mcp.update', { id: server.id, name, transport, byDefault })
      : await call('mcp.add', { name, transport, byDefault })
    setSaving(false)
    if (!result.ok) return setRefusal(result.error)
    mcpStore.put(result.data)
    onSaved(result.data)
  }
  return (
    <Dialog
      open
      size="l"
      title={server ? `Edit “${server.name}”` : 'Add an MCP server'}
      onClose={close}
      footer={
        <>
          {refusal && (
            <p className={styles['refusal']} role="alert">
              {refusal.message}
            </p>
          )}
          <Button onClick={close}>Cancel</Button>
          <Button variant="solid" type="submit" form={formId} busy={saving}>
            {server ? 'Save and test' : 'Add and test'}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
        <div className={styles['kinds']}>
          <Segmented<ServerDraft['kind']>
            label="How it is reached"
            value={draft.kind}
            options={[
              { value: 'stdio', label: 'Program on this computer' },
              { value: 'http', label: 'Web address' },
            ]}
            onChange={(kind) => change({ kind })}
          />
          {!pasting && (
            <Button
              variant="quiet"
              icon={<ClipboardPaste aria-hidden="true" />}
              onClick={() => setPasting(true)}
            >
              Paste JSON
            </Button>
          )}
        </div>
        {pasting && (
          <PasteField
            onTake={(pasted) => {
              setPasting(false)
              change({ ...pasted, name: pasted.name === '' ? draft.name : pasted.name })
            }}
          />
        )}
        <TextField
          label="Name"
          value={draft.name}
          maxLength={32}
          placeholder="my-notes"
          spellCheck={false}
          hint="The assistant sees its tools under this name."
          error={errors.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TransportFields draft={draft} errors={errors} onChange={change} />
        <Switch
          label="In every conversation and schedule"
          hint="Off: only where it is chosen."
          checked={draft.byDefault}
          onChange={(byDefault) => change({ byDefault })}
        />
      </form>
      <ConfirmDialog
        open={asksToDiscard}
        danger
        title="Discard what you typed?"
        description="The server has not been saved."
        action="Discard"
        onConfirm={onClose}
        onClose={() => setAsksToDiscard(false)}
      />
    </Dialog>
  )
}

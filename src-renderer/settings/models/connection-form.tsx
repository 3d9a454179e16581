import { type SyntheticEvent, useId, useState } from 'react'
import type { Connection } from '../../../src-shared/domain/connection.ts'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import { connectionStore, useKeyStorage } from '../../stores/connection-store.ts'
import { call } from '../../transport/call.ts'
import styles from './models-tab.module.css'

interface ConnectionFormProps {
  /** `null`: a new one. */
  readonly connection: Connection | null
  onClose(): void
}

const keyHints = {
  keyring: 'Kept in your system’s keyring; it never leaves it except towards this address.',
  memory: 'Kept in memory until Dormouse quits.',
  none: 'It cannot be kept: choose below the list where keys may be kept.',
} as const

/** The form of a connection. A key that is there is never shown; it can be replaced or forgotten. */
export function ConnectionForm({ connection, onClose }: ConnectionFormProps) {
  const [name, setName] = useState(connection?.name ?? '')
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? '')
  const [model, setModel] = useState(connection?.defaultModel ?? '')
  const [tokens, setTokens] = useState(String(connection?.contextTokens ?? ''))
  const [key, setKey] = useState('')
  const [forget, setForget] = useState(false)
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<RouteError | null>(null)
  const storage = useKeyStorage((state) => state.keyStorage)
  const formId = useId()
  const urlProblem =
    baseUrl.trim() === '' || /^https?:\/\/[^\s/]+/.test(baseUrl.trim())
      ? undefined
      : 'The address must begin with http:// or https://.'
  const problems = {
    name: name.trim() === '' ? 'Give it a name.' : undefined,
    model: model.trim() === '' ? 'Name a model, such as claude-sonnet-4-5 or qwen3:14b.' : undefined,
    baseUrl: urlProblem,
    tokens:
      readTokens(tokens) === undefined ? 'Write a whole number, at least 4,000, or nothing.' : undefined,
  }
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    const contextTokens = readTokens(tokens)
    if (saving || problems.name || problems.model || problems.baseUrl || contextTokens === undefined) return
    setSaving(true)
    const fields = {
      name: name.trim(),
      baseUrl: baseUrl.trim() || null,
      defaultModel: model.trim(),
    }
    const result = connection
      ? await call('connections.update', {
          id: connection.id,
          ...fields,
          contextTokens,
          ...(key !== '' ? { key } : forget ? { key: null } : {}),
        })
      : await call('connections.add', {
          ...fields,
          ...(contextTokens !== null && { contextTokens }),
          ...(key !== '' && { key }),
        })
    setSaving(false)
    if (!result.ok) return setRefusal(result.error)
    connectionStore.put(result.data)
    onClose()
  }
  return (
    <Dialog
      open
      size="m"
      title={connection ? 'Edit connection' : 'Add connection'}
      onClose={onClose}
      footer={
        <>
          {refusal && (
            <p className={styles['refusal']} role="alert">
              {refusal.message}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="solid" type="submit" form={formId} busy={saving}>
            {connection ? 'Save' : 'Add'}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={name}
          maxLength={100}
          placeholder="Anthropic"
          error={tried ? problems.name : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="Base URL"
          value={baseUrl}
          placeholder="https://api.anthropic.com"
          spellCheck={false}
          hint="Leave it empty for Anthropic’s own address."
          error={tried ? problems.baseUrl : undefined}
          onChange={(event) => setBaseUrl(event.target.value)}
        />
        <TextField
          label="Default model"
          value={model}
          placeholder="claude-sonnet-4-5"
          spellCheck={false}
          error={tried ? problems.model : undefined}
          onChange={(event) => setModel(event.target.value)}
        />
        <TextField
          label="Context window (tokens)"
          value={tokens}
          inputMode="numeric"
          placeholder="What is known of the model"
          hint="How much its models take at once. A chat is summarised before it is full."
          error={tried ? problems.tokens : undefined}
          onChange={(event) => setTokens(event.target.value)}
        />
        <TextField
          label="Key"
          type="password"
          value={key}
          autoComplete="off"
          placeholder={
            connection?.hasKey ? 'Leave empty to keep the present one' : 'Not needed for most local models'
          }
          hint={keyHints[storage ?? 'keyring']}
          disabled={forget}
          onChange={(event) => setKey(event.target.value)}
        />
        {connection?.hasKey && (
          <Checkbox label="Forget the present key" checked={forget} onChange={setForget} />
        )}
      </form>
    </Dialog>
  )
}

/** "32768", "32,768" or "32 768"; `null`: left empty; `undefined`: no number that makes sense. */
function readTokens(text: string): number | null | undefined {
  const digits = text.replaceAll(/[\s,._']/g, '')
  if (digits === '') return null
  const tokens = Number(digits)
  return /^\d+$/.test(digits) && tokens >= 4000 && tokens <= 100_000_000 ? tokens : undefined
}

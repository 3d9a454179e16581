import { CircleAlert } from 'lucide-react'
import { type SyntheticEvent, useId, useRef, useState } from 'react'
import type { Secret } from '../../../../src-shared/domain/secret.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { SecretField } from '../../../components/secret-field.tsx'
import { toast } from '../../../components/toast.ts'
import { useKeyStorage } from '../../../stores/connection-store.ts'
import { vaultWords } from '../../../inbox/answers/vault-words.ts'
import { call } from '../../../transport/call.ts'
import { useOwner } from '../use-owner.ts'
import styles from './secrets.module.css'

interface ReplaceSecretProps {
  readonly secret: Secret
  onChanged(): Promise<void>
  onClose(): void
}

/** A new value for a secret. What is typed lives in this dialog only and is gone with it. */
export function ReplaceSecret({ secret, onChanged, onClose }: ReplaceSecretProps) {
  const [value, setValue] = useState('')
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const form = useId()
  const owner = useOwner(secret)
  const storage = useKeyStorage((state) => state.keyStorage)
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    if (value === '' || saving) return
    setSaving(true)
    const result = await call('secrets.set', { id: secret.id, value })
    setSaving(false)
    // What was typed stays, so that it need not be fetched again to try once more.
    if (!result.ok) return setProblem(result.error.message)
    setValue('')
    toast(`${secret.name} has its new value.`)
    void onChanged()
    onClose()
  }
  return (
    <Dialog
      open
      title={secret.isKept ? `Replace ${secret.name}` : `Give ${secret.name} again`}
      description={`For the ${owner}. Its commands get the new value from now on.`}
      initialFocus={field}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="solid" type="submit" form={form} busy={saving} disabled={value === ''}>
            {secret.isKept ? 'Replace' : 'Give'}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['replace']} onSubmit={(event) => void save(event)}>
        <SecretField
          ref={field}
          aria-label={`New value of ${secret.name}`}
          aria-invalid={problem !== null || undefined}
          placeholder="Paste or type the secret"
          value={value}
          onChange={(event) => {
            setValue(event.target.value)
            setProblem(null)
          }}
        />
        {problem !== null && (
          <p className={styles['problem']} role="alert">
            <CircleAlert aria-hidden="true" />
            {problem}
          </p>
        )}
        <p className={styles['where']}>{vaultWords(storage)}</p>
      </form>
    </Dialog>
  )
}

import { FolderOpen } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toastError } from '../../components/toast.ts'
import { call } from '../../transport/call.ts'
import styles from './schedule-form.module.css'

interface FolderFieldProps {
  readonly value: string
  readonly hint: string
  onChange(value: string): void
}

/** A folder, typed or chosen in the system's picker. */
export function FolderField({ value, hint, onChange }: FolderFieldProps) {
  const choose = async (): Promise<void> => {
    const result = await call('app.chooseDirectory', value === '' ? {} : { startAt: value })
    if (!result.ok) return toastError(result.error)
    if (result.data.path !== null) onChange(result.data.path)
  }
  return (
    <div className={styles['folder']}>
      <TextField
        label="Working directory"
        value={value}
        placeholder="The default working folder"
        spellCheck={false}
        hint={hint}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button icon={<FolderOpen aria-hidden="true" />} onClick={() => void choose()}>
        Choose…
      </Button>
    </div>
  )
}

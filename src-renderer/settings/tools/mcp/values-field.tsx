import { Plus, X } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { isKept, type ValueDraft, valueDraft } from './server-draft.ts'
import styles from './values-field.module.css'

interface ValuesFieldProps {
  readonly label: string
  /** What one of them is called: "variable", "header". */
  readonly noun: string
  readonly placeholder: string
  readonly values: readonly ValueDraft[]
  /** What is wrong, by the id of a value. */
  readonly errors: Readonly<Record<string, string>>
  onChange(values: readonly ValueDraft[]): void
}

/** Names and values. A secret is typed unseen, goes to the vault, and is never shown again: it can only be replaced. */
export function ValuesField({ label, noun, placeholder, values, errors, onChange }: ValuesFieldProps) {
  const change = (id: string, part: Partial<ValueDraft>): void =>
    onChange(values.map((one) => (one.id === id ? { ...one, ...part } : one)))
  return (
    <fieldset className={styles['field']}>
      <legend>{label}</legend>
      {values.map((value) => {
        const { id, kind, name } = value
        const isSecret = kind === 'secret'
        const called = name.trim() === '' ? `this ${noun}` : name.trim()
        return (
          <div key={id} className={styles['value']}>
            <div className={styles['line']}>
              <input
                type="text"
                aria-label={`Name of the ${noun}`}
                aria-invalid={errors[id] !== undefined || undefined}
                placeholder={placeholder}
                value={name}
                spellCheck={false}
                onChange={(event) => change(id, { name: event.target.value })}
              />
              <input
                type={isSecret ? 'password' : 'text'}
                aria-label={`Value of ${called}`}
                autoComplete="off"
                spellCheck={false}
                placeholder={isKept(value) ? 'Set. Leave it empty to keep it' : 'Value'}
                value={value.value}
                onChange={(event) => change(id, { value: event.target.value })}
              />
              <Checkbox
                label={
                  <>
                    Secret<span className="visually-hidden">: {called}</span>
                  </>
                }
                checked={isSecret}
                onChange={(on) => change(id, on ? { kind: 'secret' } : { kind: 'plain', value: '' })}
              />
              <IconButton
                size="s"
                label={`Remove ${called}`}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(values.filter((one) => one.id !== id))}
              />
            </div>
            {errors[id] && (
              <p className={styles['error']} role="alert">
                {errors[id]}
              </p>
            )}
          </div>
        )
      })}
      <Button
        size="s"
        icon={<Plus aria-hidden="true" />}
        className={styles['add']}
        onClick={() => onChange([...values, valueDraft()])}
      >
        {`Add a ${noun}`}
      </Button>
    </fieldset>
  )
}

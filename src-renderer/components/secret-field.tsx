import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import fieldStyles from './field.module.css'
import styles from './secret-field.module.css'

type SecretFieldProps = Omit<ComponentProps<'input'>, 'type' | 'autoComplete'>

/** Where a secret is typed: unseen unless the user looks, and remembered by nothing but its owner's own state. */
export function SecretField({ className, ...rest }: SecretFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <div className={styles['secret']}>
      <input
        {...rest}
        type={shown ? 'text' : 'password'}
        className={classNames(fieldStyles['control'], styles['control'], className)}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
      />
      <span className={styles['show']}>
        <IconButton
          size="s"
          label={shown ? 'Hide what is typed' : 'Show what is typed'}
          aria-pressed={shown}
          icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          onClick={() => setShown(!shown)}
        />
      </span>
    </div>
  )
}

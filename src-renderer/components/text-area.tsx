import type { ComponentProps } from 'react'
import { useAutosize } from './use-autosize.ts'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'

type TextAreaProps = FieldProps & Omit<ComponentProps<'textarea'>, 'id' | 'ref'>

/** Several lines of text; grows with its content up to 320 px. */
export function TextArea({ label, hint, error, className, value, ...rest }: TextAreaProps) {
  const ref = useAutosize(String(value ?? ''), 320)
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <textarea
          {...rest}
          {...ids}
          ref={ref}
          value={value}
          className={classNames(styles['control'], styles['area'], className)}
        />
      )}
    </Field>
  )
}

import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'id'>

/** One line of text. */
export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => <input type="text" {...rest} {...ids} className={classNames(styles['control'], className)} />}
    </Field>
  )
}

import { useId, useState } from 'react'
import { argumentName } from '../../components/argument-name.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { visibleText } from '../../components/visible-text.ts'
import styles from './tool-call-view.module.css'

interface ArgumentViewProps {
  readonly name: string
  readonly value: unknown
  /** Folds long texts away, because what they come to is shown elsewhere. */
  readonly foldLong: boolean
}

const mostLines = 8
const mostCharacters = 600

/** One argument of a call. What is long shows its beginning; every character of it can be seen. */
export function ArgumentView({ name, value, foldLong }: ArgumentViewProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const text = visibleText(
    (typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')).replaceAll('\r\n', '\n'),
  )
  const lines = text.split('\n').length
  // Beside a diff even two lines say nothing that is not seen there.
  const isLong = lines > (foldLong ? 1 : mostLines) || text.length > mostCharacters
  const isHidden = isLong && !open && foldLong
  const size = lines > 1 ? `${lines} lines` : `${text.length.toLocaleString('en')} characters`
  const words = open ? 'Show less' : `Show all ${size}`
  return (
    <div className={styles['argument']}>
      <dt>{argumentName(name)}</dt>
      <dd>
        {!isHidden && (
          <pre
            id={id}
            className={classNames(
              styles['value'],
              (name === 'command' || lines > 1) && styles['block'],
              isLong && !open && styles['folded'],
            )}
          >
            {text === '' ? <span className={styles['nothing']}>(empty)</span> : text}
          </pre>
        )}
        {isLong && (
          <Button
            size="s"
            variant="quiet"
            className={styles['toggle']}
            aria-expanded={open}
            aria-controls={isHidden ? undefined : id}
            aria-label={`${words} of ${argumentName(name)}`}
            onClick={() => setOpen(!open)}
          >
            {words}
          </Button>
        )}
      </dd>
    </div>
  )
}

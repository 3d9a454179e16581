import { CircleAlert, X } from 'lucide-react'
import { classNames } from './class-names.ts'
import { dismissToast, useToasts } from './toast.ts'
import styles from './toasts.module.css'

/** The corner where toasts appear; mounted once by `AppFrame`. */
export function Toasts() {
  const toasts = useToasts()
  return (
    <div
      className={styles['corner']}
      aria-live="polite"
      role="status"
      aria-label="Messages of the application"
    >
      {toasts.map((one) => (
        <div key={one.id} className={classNames(styles['toast'], styles[one.tone])}>
          {one.tone === 'error' && <CircleAlert aria-hidden="true" />}
          <span className={styles['text']}>{one.text}</span>
          <button
            type="button"
            className={styles['close']}
            aria-label="Dismiss"
            onClick={() => dismissToast(one.id)}
          >
            <X aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  )
}

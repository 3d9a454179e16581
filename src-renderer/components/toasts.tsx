import { CircleAlert, X } from 'lucide-react'
import { createPortal } from 'react-dom'
import { classNames } from './class-names.ts'
import { dismissToast, useToastPlace, useToasts } from './toast.ts'
import styles from './toasts.module.css'

/** Mounted once by `AppFrame`; they appear where the window has its `ToastPlace`, the newest first. */
export function Toasts() {
  const toasts = useToasts()
  const place = useToastPlace(({ element }) => element)
  const region = (
    <div
      className={styles['toasts']}
      aria-live="polite"
      role="status"
      aria-label="Messages of the application"
    >
      {toasts.toReversed().map((one) => (
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
  return place === null ? region : createPortal(region, place)
}

/** Takes room of its own where toasts appear, so that they never lie over a control. One in each window. */
export function ToastPlace() {
  return <div ref={takePlace} className={styles['place']} />
}

function takePlace(element: HTMLDivElement | null): void {
  useToastPlace.setState({ element })
}

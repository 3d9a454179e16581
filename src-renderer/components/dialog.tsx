import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'

interface DialogProps {
  readonly open: boolean
  readonly title: string
  readonly description?: ReactNode
  readonly size?: 's' | 'm' | 'l'
  /** The buttons, the main one last. */
  readonly footer?: ReactNode
  readonly children?: ReactNode
  /** What gets the focus; by default the first thing that can have it. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  onClose(): void
}

/** A modal sheet. Escape and a press beside it close it; focus goes in and comes back. */
export function Dialog({
  open,
  title,
  description,
  size = 's',
  footer,
  children,
  initialFocus,
  onClose,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        {/* Also above another dialog, which would look as if it could still be used. */}
        <Base.Backdrop forceRender className={styles['backdrop']} />
        <Base.Viewport className={styles['viewport']}>
          <Base.Popup
            className={classNames(styles['popup'], styles[size])}
            {...(initialFocus && { initialFocus })}
          >
            <div className={styles['head']}>
              <Base.Title className={styles['title']}>{title}</Base.Title>
              <Base.Close className={styles['close']} aria-label="Close">
                <X aria-hidden="true" />
              </Base.Close>
            </div>
            {description && (
              <Base.Description className={styles['description']}>{description}</Base.Description>
            )}
            {children && <div className={styles['body']}>{children}</div>}
            {footer && <div className={styles['footer']}>{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

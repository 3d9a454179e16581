import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Keys } from './keys.tsx'
import styles from './tooltip.module.css'

interface TooltipProps {
  readonly text: string
  readonly keys?: readonly string[]
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** One element that can take focus; the tooltip repeats or explains it and is not its name. */
  readonly children: ReactElement
}

export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} side={side} sideOffset={6}>
          <Base.Popup className={styles['popup']}>
            {text}
            {keys && <Keys keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

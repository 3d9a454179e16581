import { Tooltip } from '@base-ui/react/tooltip'
import tooltipStyles from '../../../components/tooltip.module.css'

interface SlotTooltipProps {
  /** The mark that it belongs to. */
  readonly anchor: HTMLElement
  readonly text: string
  onClose(): void
}

/**
 * The words of the mark under the pointer or the focus. It is made when it is wanted: a tooltip for each of the hundreds
 * of marks in view would make scrolling slow. A screen reader has the words as the name of the mark.
 */
export function SlotTooltip({ anchor, text, onClose }: SlotTooltipProps) {
  return (
    <Tooltip.Root open onOpenChange={(open) => !open && onClose()}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} className={tooltipStyles['positioner']} side="top" sideOffset={6}>
          <Tooltip.Popup className={tooltipStyles['popup']}>{text}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

import { LimitBar } from '../../components/limit-bar.tsx'
import { Tooltip } from '../../components/tooltip.tsx'
import styles from './context-meter.module.css'
import { tokenWords } from './token-words.ts'
import { useContextSize } from './use-context-size.ts'

const label = 'Context of the session'

/** How full the session is. Nothing to be seen until half of what it takes before it is summarised is used. */
export function ContextMeter({ conversationId }: { readonly conversationId: string }) {
  const size = useContextSize(conversationId)
  if (!size || size.compactsAt <= 0 || size.tokens * 2 < size.compactsAt) return null
  const { tokens, window, compactsAt } = size
  const words = `${tokenWords(tokens)} of ${tokenWords(window)} tokens; summarised at ${tokenWords(compactsAt)}`
  return (
    <Tooltip text={words}>
      {/* Reached by the Tab key, since its words are in the tooltip. */}
      <span className={styles['meter']} role="group" aria-label={`${label}: ${words}`} tabIndex={0}>
        <LimitBar
          label={label}
          words={words}
          full={window}
          used={tokens}
          zone={{ from: compactsAt, to: window }}
          isOver={tokens >= compactsAt}
        />
      </span>
    </Tooltip>
  )
}

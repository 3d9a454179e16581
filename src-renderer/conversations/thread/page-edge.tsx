import { Button } from '../../components/button.tsx'
import { Spinner } from '../../components/spinner.tsx'
import styles from './message-list.module.css'

/** The room that the upper edge takes, in pixels. */
export const olderHeight = 52

interface PageEdgeProps {
  readonly which: 'older' | 'newer'
  readonly state: 'none' | 'idle' | 'loading' | 'failed'
  onLoad(): void
}

/** Where what is loaded ends and the conversation does not. */
export function PageEdge({ which, state, onLoad }: PageEdgeProps) {
  if (state === 'none') return null
  return (
    <div className={styles[which]}>
      {state === 'loading' ? (
        <>
          <Spinner /> Loading {which} messages
        </>
      ) : (
        <>
          {state === 'failed' && `The ${which} messages could not be loaded.`}
          <Button size="s" variant="quiet" onClick={onLoad}>
            {state === 'failed' ? 'Try again' : `Load ${which} messages`}
          </Button>
        </>
      )}
    </div>
  )
}

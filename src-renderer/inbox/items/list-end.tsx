import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Spinner } from '../../components/spinner.tsx'
import styles from './list-end.module.css'

interface ListEndProps {
  /** Called when the end comes into view. Resolves to whether more was brought. */
  onReached(): Promise<boolean>
}

/** An end of a list that has more: asks for it when it is scrolled to, and offers to try again when that failed. */
export function ListEnd({ onReached }: ListEndProps) {
  const ref = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  const ask = useEffectEvent(async (): Promise<void> => {
    setState('asking')
    setState((await onReached()) ? 'idle' : 'failed')
  })
  useEffect(() => {
    const element = ref.current
    if (!element || state !== 'idle') return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void ask()
      },
      { rootMargin: '400px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [state])
  return (
    <div ref={ref} className={styles['end']} role="status">
      {state === 'failed' ? (
        <>
          The rest could not be loaded.
          <Button size="s" onClick={() => setState('idle')}>
            Try again
          </Button>
        </>
      ) : (
        // Out of sight it does not turn: that would draw every frame for nobody.
        state === 'asking' && (
          <>
            <Spinner />
            Loading more…
          </>
        )
      )}
    </div>
  )
}

import { useEffect, useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Spinner } from '../components/spinner.tsx'
import styles from './list-end.module.css'

interface ListEndProps {
  /** Called when the end comes into view. Resolves to whether more was brought. */
  onReached(): Promise<boolean>
}

/** An end of a list that has more: asks for it when it is scrolled to, and offers to try again when that failed. */
export function ListEnd({ onReached }: ListEndProps) {
  const ref = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  const reach = useRef(onReached)
  reach.current = onReached
  const ask = async (): Promise<void> => {
    setFailed(false)
    if (!(await reach.current())) setFailed(true)
  }
  const askRef = useRef(ask)
  useEffect(() => {
    const element = ref.current
    if (!element || failed) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void askRef.current()
      },
      { rootMargin: '400px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [failed])
  return (
    <div ref={ref} className={styles['end']} role="status">
      {failed ? (
        <>
          The rest could not be loaded.
          <Button size="s" onClick={() => void ask()}>
            Try again
          </Button>
        </>
      ) : (
        <>
          <Spinner />
          Loading more…
        </>
      )}
    </div>
  )
}

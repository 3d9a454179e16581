import { Paperclip } from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './drop-area.module.css'

interface DropAreaProps {
  /** Something in the chat; files are taken anywhere on the screen that it stands on. */
  readonly inside: RefObject<HTMLElement | null>
  onFiles(files: readonly File[]): void
}

interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Takes files that are dragged onto the chat, and says so while they hover. */
export function DropArea({ inside, onFiles }: DropAreaProps) {
  const [over, setOver] = useState<Area | null>(null)
  const give = useEffectEvent(onFiles)
  useEffect(() => {
    const screen = inside.current?.closest('main') ?? inside.current
    if (!screen) return
    // Entering a child leaves its parent: only the outermost leaving ends it.
    let depth = 0
    const end = (): void => {
      depth = 0
      setOver(null)
    }
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth += 1
      const { left, top, width, height } = screen.getBoundingClientRect()
      setOver({ left, top, width, height })
    }
    const move = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      depth -= 1
      if (depth <= 0) end()
    }
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      end()
      give([...(event.dataTransfer?.files ?? [])])
    }
    screen.addEventListener('dragenter', enter)
    screen.addEventListener('dragover', move)
    screen.addEventListener('dragleave', leave)
    screen.addEventListener('drop', drop)
    return () => {
      screen.removeEventListener('dragenter', enter)
      screen.removeEventListener('dragover', move)
      screen.removeEventListener('dragleave', leave)
      screen.removeEventListener('drop', drop)
    }
  }, [inside])
  if (!over) return null
  return createPortal(
    <div className={styles['over']} style={over}>
      <p className={styles['words']}>
        <Paperclip aria-hidden="true" />
        Drop pictures and PDFs to attach them
      </p>
    </div>,
    document.body,
  )
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}

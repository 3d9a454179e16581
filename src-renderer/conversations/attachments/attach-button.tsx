import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../../components/icon-button.tsx'
import { useAction } from '../../main-window/use-action.ts'

interface AttachButtonProps {
  readonly size?: 's' | 'm'
  readonly className?: string | undefined
  /** Whether the key and the menu entry of the window open it too. */
  readonly forWindow?: boolean
  onFiles(files: readonly File[]): void
}

/** Chooses pictures and PDFs from the disk. */
export function AttachButton({ size = 'm', className, forWindow = false, onFiles }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  const choose = (): void => input.current?.click()
  useAction('attach', choose, forWindow)
  return (
    <>
      <IconButton
        label="Attach files"
        size={size}
        className={className}
        icon={<Paperclip aria-hidden="true" />}
        onClick={choose}
      />
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/png,image/jpeg,image/gif,image/webp,application/pdf"
        aria-label="Files to attach"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // The same file can be chosen again after it was removed.
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}

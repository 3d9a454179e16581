import { Keyboard } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { ShortcutsDialog } from '../main-window/shortcuts-dialog.tsx'

/** Opens the list of keys for those who do not know that `?` does. */
export function KeyHelp() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        label="Keyboard shortcuts"
        keys={['?']}
        icon={<Keyboard aria-hidden="true" />}
        onClick={() => setOpen(true)}
      />
      <ShortcutsDialog open={open} onClose={() => setOpen(false)} />
    </>
  )
}

import { call } from '../transport/call.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { useLinkToOpen } from '../components/open-link.ts'
import { toastError } from '../components/toast.ts'
import styles from './link-dialog.module.css'

/** Asks before a link leaves the application; mounted once by `AppFrame`. */
export function LinkDialog() {
  const url = useLinkToOpen((state) => state.url)
  const close = (): void => useLinkToOpen.setState({ url: null })
  const open = async (): Promise<void> => {
    close()
    const result = await call('app.openExternal', { url: url ?? '' })
    if (!result.ok) toastError(result.error)
  }
  return (
    <Dialog
      open={url !== null}
      size="m"
      title="Open this link?"
      description="It opens outside Dormouse, in the program that your system uses for it."
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="solid" onClick={() => void open()}>
            Open link
          </Button>
        </>
      }
    >
      <p className={styles['address']}>{url}</p>
    </Dialog>
  )
}

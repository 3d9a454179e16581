import { toastError } from '../../components/toast.ts'
import { call } from '../../transport/call.ts'

/** Opens the settings where the user chooses where keys may be kept. */
export function openModels(): void {
  void call('app.showSettings', { tab: 'Models' }).then((result) => {
    if (!result.ok) toastError(result.error)
  })
}

import type { Notifier } from '../../inbox/notifier.ts'

/** Desktop notifications for as long as the process lives. */
export interface DesktopNotifier extends Notifier {
  /**
   * Takes away what is still shown: nobody would hear its buttons any more. Resolves within a second; after it nothing
   * is shown.
   */
  close(): Promise<void>
}

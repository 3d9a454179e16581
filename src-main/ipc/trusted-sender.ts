import type { WebContents, WebFrameMain } from 'electron'

/** What of an IPC event says who sent it. */
export interface SenderEvent {
  readonly sender: WebContents
  /** `null` once the frame navigated or is gone. */
  readonly senderFrame: WebFrameMain | null
}

/** Who may call: the main frame of one of our own living windows, showing a page of ours. */
export interface TrustedSenders {
  /** The contents of our windows, at this moment. */
  readonly windows: () => readonly WebContents[]
  readonly isOurs: (url: string) => boolean
}

/** Whether a message comes from a page of ours: the one check in front of every call of a window. */
export function isTrustedSender(
  { sender, senderFrame }: SenderEvent,
  { windows, isOurs }: TrustedSenders,
): boolean {
  if (senderFrame === null || !windows().includes(sender)) return false
  return senderFrame === sender.mainFrame && isOurs(senderFrame.url)
}

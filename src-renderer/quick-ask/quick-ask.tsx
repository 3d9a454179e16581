import { CornerDownLeft, X } from 'lucide-react'
import { type KeyboardEvent, useEffect } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { Spinner } from '../components/spinner.tsx'
import { ToastPlace } from '../components/toasts.tsx'
import { useAutosize } from '../components/use-autosize.ts'
import { ask, beginAnew, hideQuickAsk, useQuickChat } from './quick-chat.ts'
import { QuickThread } from './quick-thread.tsx'
import { useFitWindow } from './use-fit-window.ts'
import styles from './quick-ask.module.css'

/** The small window for one question and what follows from it. Escape, or a look elsewhere, puts it away. */
export function QuickAsk() {
  const { text, conversationId, sending, error } = useQuickChat()
  const field = useAutosize(text, 140)
  useFitWindow(conversationId !== null)
  useEffect(
    () =>
      window.dormouse.onOpen((request) => {
        // The main process shows it again.
        if (!('action' in request) || request.action !== 'quick-ask') return
        beginAnew()
        field.current?.focus()
      }),
    [field],
  )
  useEffect(() => {
    const leave = (): void => {
      if (useQuickChat.getState().text.trim() === '') void hideQuickAsk()
    }
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) void hideQuickAsk()
    }
    window.addEventListener('blur', leave)
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('blur', leave)
      window.removeEventListener('keydown', listen)
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void ask()
  }
  return (
    <main className={styles['window']}>
      <h1 className="visually-hidden">Quick ask</h1>
      <div className={styles['bar']}>
        <textarea
          ref={field}
          className={styles['field']}
          aria-label="Quick ask"
          placeholder={conversationId === null ? 'Ask anything' : 'Ask more'}
          rows={1}
          maxLength={400_000}
          autoFocus
          value={text}
          onChange={(event) => useQuickChat.setState({ text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        {sending ? (
          <Spinner />
        ) : (
          <span className={styles['enter']} aria-hidden="true">
            <CornerDownLeft />
          </span>
        )}
        <IconButton
          label="Close"
          size="s"
          icon={<X aria-hidden="true" />}
          onClick={() => void hideQuickAsk()}
        />
      </div>
      {error && (
        <p role="alert" className={styles['error']}>
          {error.message}
        </p>
      )}
      {conversationId === null ? (
        !error && <p className={styles['hint']}>Enter asks. Escape puts it away.</p>
      ) : (
        <QuickThread conversationId={conversationId} />
      )}
      <ToastPlace />
    </main>
  )
}

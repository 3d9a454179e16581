import type { TurnDoing } from '../../../src-shared/ipc/conversation-routes.ts'
import styles from './working-line.module.css'

const words: Readonly<Record<TurnDoing['doing'], string>> = {
  summarising: 'Summarising what came before, to make room',
}

/** Something is under way and nothing of it can be shown yet; `doing` says what it is, where it is not the answer. */
export function WorkingLine({ doing }: { readonly doing: TurnDoing['doing'] | null }) {
  return (
    // One region for both: what it is doing is read out when it comes to it.
    <div className={styles['working']} role="status" aria-label={doing === null ? 'Working' : undefined}>
      <span className={styles['dots']} aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {doing !== null && words[doing]}
    </div>
  )
}

import { CirclePause } from 'lucide-react'
import type { Incident } from '../../../src-shared/domain/incident.ts'
import { connectionStore } from '../../stores/connection-store.ts'
import { holdWords } from './hold-words.ts'
import { goTo } from '../place-store.ts'
import styles from './resting-status.module.css'

/** Says that scheduled work is on hold, and leads to the inbox, where something can be done about it. */
export function HoldLine({ hold }: { readonly hold: Incident }) {
  const name = connectionStore.use((state) =>
    hold.connectionId === null ? undefined : state.byId.get(hold.connectionId)?.name,
  )
  const words = holdWords(hold, name)
  return (
    <button type="button" className={styles['hold']} title={words} onClick={() => goTo({ screen: 'inbox' })}>
      <CirclePause aria-hidden="true" />
      <span>{words}</span>
    </button>
  )
}

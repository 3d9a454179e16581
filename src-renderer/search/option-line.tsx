import { FolderSearch } from 'lucide-react'
import type { SearchHit } from '../../src-shared/ipc/search-routes.ts'
import { Time } from '../components/time.tsx'
import { conversationStore } from '../stores/conversation-store.ts'
import { runStore } from '../stores/run-store.ts'
import { snippetParts } from './snippet-parts.ts'
import type { SearchOption } from './use-search-options.ts'
import styles from './search-screen.module.css'

interface OptionLineProps {
  readonly id: string
  readonly option: SearchOption
  readonly active: boolean
  /** `top`: pixels, where only those in view are drawn. */
  readonly place: { readonly index: number; readonly count: number; readonly top: number | null }
  onOpen(): void
}

export function OptionLine({ id, option, active, place, onOpen }: OptionLineProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      className={styles[option.kind === 'title' ? 'titleOption' : 'hit']}
      data-active={active || undefined}
      data-placed={place.top !== null || undefined}
      style={place.top === null ? undefined : { transform: `translateY(${place.top}px)` }}
      onClick={onOpen}
    >
      {option.kind === 'title' ? (
        <>
          <FolderSearch aria-hidden="true" />
          <span>
            Only in <strong>{option.title}</strong>
          </span>
        </>
      ) : (
        <Hit hit={option.hit} />
      )}
    </div>
  )
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const known = conversationStore.use((state) => state.byId.get(hit.conversationId)?.title)
  const ofRun = runStore.use((state) =>
    hit.runId === undefined ? undefined : state.byId.get(hit.runId)?.title,
  )
  return (
    <>
      <div className={styles['head']}>
        <span className={styles['where']}>{hit.title ?? known ?? ofRun ?? 'A conversation'}</span>
        <span className={styles['who']}>{whoSaid(hit)}</span>
        <span className={styles['when']}>
          <Time at={hit.at} show="moment" />
        </span>
      </div>
      <p className={styles['snippet']}>
        {snippetParts(hit.snippet).map((part, index) =>
          // The pieces of a snippet do not move.
          part.found ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
        )}
      </p>
    </>
  )
}

function whoSaid({ role, kind, runId }: SearchHit): string {
  const place = kind === 'background' || (kind === undefined && runId !== undefined) ? ' · in a run' : ''
  switch (role) {
    case 'user':
      return place === '' ? 'You' : 'Instruction · in a run'
    case 'assistant':
      return `Assistant${place}`
    case 'notice':
      return 'Notice'
    case 'divider':
    case undefined:
      return place.replace(' · in', 'In')
  }
}

import { Dialog } from '../components/dialog.tsx'
import { Keys } from '../components/keys.tsx'
import { inboxShortcuts } from '../inbox/inbox-shortcuts.ts'
import { shortcuts } from './shortcuts.ts'
import styles from './shortcuts-dialog.module.css'

const inComposer: readonly { readonly words: string; readonly keys: readonly string[] }[] = [
  { words: 'Send', keys: ['Enter'] },
  { words: 'New line', keys: ['Shift', 'Enter'] },
  { words: 'Send as a message instead', keys: ['Esc'] },
  { words: 'Pick a question to answer', keys: ['↑'] },
]

export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return (
    <Dialog open={open} title="Keyboard shortcuts" onClose={onClose}>
      <Part title="Anywhere" rows={shortcuts} />
      <Part title="In the inbox" rows={inboxShortcuts} />
      <Part title="While writing" rows={inComposer} />
    </Dialog>
  )
}

interface PartProps {
  readonly title: string
  readonly rows: readonly { readonly words: string; readonly keys: readonly string[] }[]
}

function Part({ title, rows }: PartProps) {
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.words} className={styles['row']}>
            {row.words}
            <Keys keys={row.keys} />
          </li>
        ))}
      </ul>
    </section>
  )
}

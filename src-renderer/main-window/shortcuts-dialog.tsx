import { actions, type MenuName } from '../../src-shared/domain/action.ts'
import { Dialog } from '../components/dialog.tsx'
import { Keys } from '../components/keys.tsx'
import { inboxShortcuts } from '../inbox/inbox-shortcuts.ts'
import { shownKeys } from './action-keys.ts'
import styles from './shortcuts-dialog.module.css'

const inComposer: readonly ShownRow[] = [
  { words: 'Send', keys: ['Enter'] },
  { words: 'New line', keys: ['Shift', 'Enter'] },
  { words: 'Send as a message instead', keys: ['Esc'] },
  { words: 'Pick a question to answer', keys: ['↑'] },
]

const menus: readonly MenuName[] = ['File', 'Edit', 'View', 'Chat', 'Message']

export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return (
    <Dialog open={open} title="Keyboard shortcuts" size="l" onClose={onClose}>
      {/* It can be scrolled by keyboard where it is longer than the window. */}
      <div className={styles['parts']} role="group" aria-label="Keyboard shortcuts" tabIndex={0}>
        {menus.map((menu) => (
          <Part
            key={menu}
            title={menu}
            rows={actions
              .filter((action) => action.menu === menu)
              .map(({ words, keys }) => ({ words, keys: shownKeys(keys) }))}
          />
        ))}
        <Part title="In the inbox" rows={inboxShortcuts} />
        <Part title="While writing" rows={inComposer} />
      </div>
    </Dialog>
  )
}

interface ShownRow {
  readonly words: string
  readonly keys: readonly string[]
}

interface PartProps {
  readonly title: string
  readonly rows: readonly ShownRow[]
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

import { classNames } from '../../components/class-names.ts'
import type { Command } from './commands.ts'
import styles from './command-list.module.css'

interface CommandListProps {
  readonly id: string
  readonly commands: readonly Command[]
  readonly marked: number
  onChoose(command: Command): void
}

/** The id of an entry, for the field that points to it while it keeps the focus. */
export function commandEntryId(listId: string, index: number): string {
  return `${listId} ${index}`.replaceAll(' ', '-')
}

/** The commands that what is typed may become, above the field that keeps the focus. */
export function CommandList({ id, commands, marked, onChoose }: CommandListProps) {
  return (
    <ul id={id} className={styles['list']} role="listbox" aria-label="Commands">
      {commands.map((command, index) => (
        <li
          key={command.text}
          id={commandEntryId(id, index)}
          role="option"
          aria-selected={index === marked}
          className={classNames(styles['entry'], index === marked && styles['marked'])}
          // The field keeps the focus: it is where the keys go.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(command)}
        >
          <code className={styles['text']}>{command.text}</code>
          <span className={styles['words']}>{command.words}</span>
        </li>
      ))}
    </ul>
  )
}

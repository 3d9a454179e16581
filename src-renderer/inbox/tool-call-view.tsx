import { toolWords } from './tool-words.ts'
import styles from './tool-call-view.module.css'

interface ToolCallViewProps {
  readonly name: string
  readonly input: unknown
}

/** A tool call for reading: the tool's name in words and every argument on a line of its own. What it holds is data. */
export function ToolCallView({ name, input }: ToolCallViewProps) {
  const entries =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? Object.entries(input)
      : [['input', input]]
  return (
    <div className={styles['call']}>
      <p className={styles['name']}>
        {toolWords(name)} <code>{name}</code>
      </p>
      <dl className={styles['arguments']}>
        {entries.map(([key, value]) => (
          <div key={String(key)} className={styles['argument']}>
            <dt>{String(key)}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

import { visibleText } from '../../components/visible-text.ts'
import { useToolTitle } from '../../permissions/tool-titles.ts'
import { ArgumentView } from './argument-view.tsx'
import styles from './tool-call-view.module.css'

interface ToolCallViewProps {
  readonly name: string
  readonly input: unknown
  /** Folds long texts away, because a diff shows what they come to. */
  readonly foldLong?: boolean
}

/** A tool call for reading: what the tool does in words and every argument on a line of its own. What it holds is data. */
export function ToolCallView({ name, input, foldLong = false }: ToolCallViewProps) {
  const title = useToolTitle(name)
  const entries: [string, unknown][] =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? Object.entries(input)
      : [['input', input]]
  return (
    <div className={styles['call']}>
      <p className={styles['name']}>
        {visibleText(title)} <code>{visibleText(name)}</code>
      </p>
      {entries.length > 0 && (
        <dl className={styles['arguments']} aria-label="Arguments">
          {entries.map(([key, value]) => (
            <ArgumentView key={key} name={key} value={value} foldLong={foldLong} />
          ))}
        </dl>
      )}
    </div>
  )
}

import { SettingRow } from '../../setting-row.tsx'
import styles from './kept-files.module.css'

interface UsedNowProps {
  readonly bytes: number
  readonly files: number
  /** The most that may be used, in bytes. */
  readonly cap: number
  readonly words: string
}

/** How much is kept, beside how much may be. */
export function UsedNow({ bytes, files, cap, words }: UsedNowProps) {
  const share = cap === 0 ? 0 : Math.min(1, bytes / cap)
  const count = files === 1 ? '1 file' : `${files.toLocaleString('en')} files`
  return (
    <SettingRow
      title="Used now"
      text={
        <>
          {words}, {count}
          <span
            className={styles['meter']}
            role="meter"
            aria-label="Used now"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
            aria-valuetext={`${words}, ${count}`}
          >
            <span className={styles['filled']} style={{ width: `${share * 100}%` }} />
          </span>
        </>
      }
    />
  )
}

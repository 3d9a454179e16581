import { visibleText } from './visible-text.ts'
import styles from './path-name.module.css'

/** A file's path in one line: when there is no room its folders are cut, never its name. */
export function PathName({ path }: { readonly path: string }) {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  return (
    <span className={styles['path']} title={visibleText(path)}>
      {at > 0 && <span className={styles['folders']}>{visibleText(path.slice(0, at))}</span>}
      <span className={styles['name']}>{visibleText(path.slice(at))}</span>
    </span>
  )
}

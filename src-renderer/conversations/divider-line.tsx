import styles from './divider-line.module.css'

/** Where a session began, and why. */
export function DividerLine({ text }: { readonly text: string }) {
  return <div className={styles['divider']}>{text}</div>
}

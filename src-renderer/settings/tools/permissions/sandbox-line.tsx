import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useEffect } from 'react'
import { loadToolStatus, useToolStatus } from '../../../permissions/tool-status-store.ts'
import styles from './sandbox-line.module.css'

/** Whether commands are confined, in one line: it decides what “full” comes to. Nothing while it is not known. */
export function SandboxLine() {
  const result = useToolStatus((state) => state.result)
  useEffect(() => void loadToolStatus(), [])
  if (!result?.ok) return null
  const { kind, message } = result.data.sandbox
  const isConfined = kind !== 'none'
  const Icon = isConfined ? ShieldCheck : ShieldAlert
  return (
    <p className={styles['line']} data-confined={isConfined}>
      <Icon aria-hidden="true" />
      <span>
        <strong>{isConfined ? 'Commands are confined.' : 'Commands are not confined.'}</strong> {message}
      </span>
    </p>
  )
}

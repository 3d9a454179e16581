import { CircleAlert, CircleCheck, CircleDashed, CirclePower } from 'lucide-react'
import type { McpServer } from '../../../../src-shared/domain/mcp-server.ts'
import { Spinner } from '../../../components/spinner.tsx'
import { Time } from '../../../components/time.tsx'
import { visibleText } from '../../../components/visible-text.ts'
import { toolCount } from './server-words.ts'
import styles from './mcp.module.css'

/** How a server is, told by icon and word; a failure with what it said and when it is tried again. */
export function ServerState({ server }: { readonly server: McpServer }) {
  const { state, enabled, tools } = server
  const known = tools.length > 0 ? `, ${toolCount(tools.length)}` : ''
  if (!enabled) {
    return (
      <p className={styles['state']}>
        <CirclePower aria-hidden="true" /> <span>Off. No conversation and no schedule has it.</span>
      </p>
    )
  }
  switch (state.kind) {
    case 'idle':
      return (
        <p className={styles['state']}>
          <CircleDashed aria-hidden="true" /> <span>Idle{known}. It starts when it is needed.</span>
        </p>
      )
    case 'starting':
      return (
        <p className={styles['state']} data-tone="busy">
          <Spinner /> <span>Starting…</span>
        </p>
      )
    case 'ready':
      return (
        <p className={styles['state']} data-tone="good">
          <CircleCheck aria-hidden="true" /> <span>Ready, {toolCount(tools.length).toLowerCase()}</span>
        </p>
      )
    case 'failed':
      return (
        <p className={styles['state']} data-tone="bad">
          <CircleAlert aria-hidden="true" />
          <span>
            Failed. {visibleText(state.message ?? '')}
            {state.retryAt !== null && (
              <span className={styles['retry']}>
                {' '}
                It is tried again <Time at={state.retryAt} />.
              </span>
            )}
          </span>
        </p>
      )
  }
}

import { CircleHelp, TriangleAlert } from 'lucide-react'
import type { Confirm } from '../../src-shared/domain/question.ts'
import { sourceKey, type Source } from '../../src-shared/domain/permission.ts'
import { visibleText } from '../components/visible-text.ts'
import styles from './confirm-answer.module.css'

/** Why a call is not simply done, and what was read before that may have talked the assistant into it. */
export function ConfirmWhy({ confirm }: { readonly confirm: Confirm }) {
  const { why, sources } = confirm
  const each = [...new Map(sources.map((source) => [`${sourceKey(source)} ${source.name}`, source])).values()]
  return (
    <>
      {why !== '' && (
        <p className={styles['why']}>
          <CircleHelp aria-hidden="true" />
          <span>{visibleText(why)}</span>
        </p>
      )}
      {each.length > 0 && (
        <div className={styles['sources']} role="note" aria-label="Content of others was read before">
          <TriangleAlert aria-hidden="true" />
          <div>
            <p>Allow it only if it is what you asked for. Before this, it has read:</p>
            <ul aria-label="What was read">
              {each.map((source) => (
                <li key={`${sourceKey(source)} ${source.name}`}>{sourceWords(source)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  )
}

function sourceWords({ kind, name }: Source): string {
  const shown = visibleText(name)
  switch (kind) {
    case 'web':
      return `Web page of ${shown}`
    case 'mcp':
      return `MCP server ${shown}`
    case 'mail':
      return `Mail file ${shown}`
    case 'shell':
      return `Output of the command ${shown}`
  }
}

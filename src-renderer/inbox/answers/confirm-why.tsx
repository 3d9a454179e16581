import { CircleHelp, TriangleAlert } from 'lucide-react'
import type { Confirm, Question } from '../../../src-shared/domain/question.ts'
import { sourceKey } from '../../../src-shared/domain/permission.ts'
import { visibleText } from '../../components/visible-text.ts'
import { sourceWords } from '../../permissions/source-words.ts'
import { TrustOffer } from './trust-offer.tsx'
import styles from './confirm-answer.module.css'

interface ConfirmWhyProps {
  readonly question: Question
  readonly confirm: Confirm
}

/** Why a call is not simply done, and what was read before that may have talked the assistant into it. */
export function ConfirmWhy({ question, confirm }: ConfirmWhyProps) {
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
            <TrustOffer question={question} sources={each} />
          </div>
        </div>
      )}
    </>
  )
}

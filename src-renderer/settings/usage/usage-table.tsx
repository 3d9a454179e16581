import { totalTokens } from '../../../src-shared/domain/usage.ts'
import type { RouteOutput } from '../../../src-shared/ipc/contract.ts'
import { costWords, tokensExact } from '../../runs/format-usage.ts'
import { SettingsGroup } from '../settings-group.tsx'
import { unpricedPart } from './money-words.ts'
import styles from './usage-tab.module.css'

interface UsageTableProps {
  readonly title: string
  readonly heading: string
  readonly rows: RouteOutput<'usage.summary'>['byConnection']
  nameOf(key: string): string
}

/** Usage by what used it, the most first. */
export function UsageTable({ title, heading, rows, nameOf }: UsageTableProps) {
  const sorted = rows.toSorted((a, b) => totalTokens(b.usage) - totalTokens(a.usage))
  return (
    <SettingsGroup title={title}>
      <table className={styles['table']} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">Turns</th>
            <th scope="col">Read</th>
            <th scope="col">Written</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ key, usage, turns, unpricedTokens = 0 }) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              <td>{tokensExact(turns)}</td>
              <td>{tokensExact(totalTokens(usage) - usage.outputTokens)}</td>
              <td>{tokensExact(usage.outputTokens)}</td>
              <td>
                {costWords(usage.costMicroUsd)}
                {unpricedTokens > 0 && (
                  <span className={styles['leftOut']}>without {unpricedPart(unpricedTokens)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SettingsGroup>
  )
}

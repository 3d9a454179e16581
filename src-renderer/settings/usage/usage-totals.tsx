import { type Usage, totalTokens } from '../../../src-shared/domain/usage.ts'
import { costWords, tokensExact, tokensShort } from '../../runs/format-usage.ts'
import styles from './usage-tab.module.css'

/** The sums, large. */
export function UsageTotals({ total }: { readonly total: Usage }) {
  const figures = [
    { name: 'Cost', value: costWords(total.costMicroUsd), exact: undefined },
    { name: 'Tokens', value: tokensShort(totalTokens(total)), exact: tokensExact(totalTokens(total)) },
    {
      name: 'Written by models',
      value: tokensShort(total.outputTokens),
      exact: tokensExact(total.outputTokens),
    },
    { name: 'Model calls', value: tokensExact(total.steps), exact: undefined },
  ]
  return (
    <dl className={styles['totals']}>
      {figures.map(({ name, value, exact }) => (
        <div key={name} className={styles['total']}>
          <dt>{name}</dt>
          <dd title={exact}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ModelPrice } from '../../../../src-shared/domain/price.ts'
import type { Result } from '../../../../src-shared/ipc/result.ts'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { WithResult } from '../../with-result.tsx'
import { findPrices } from './find-prices.ts'
import { PriceFields } from './price-fields.tsx'
import { PriceRow } from './price-row.tsx'
import { rates } from './read-price.ts'
import styles from './prices.module.css'

interface PriceSectionProps {
  readonly result: Result<readonly ModelPrice[]> | null
  onRetry(): void
}

/** From so many models on they can be searched. */
const many = 8
const page = 60

/** What models cost; the user's own prices go before the list. */
export function PriceSection({ result, onRetry }: PriceSectionProps) {
  return (
    <SettingsGroup
      title="Prices, in US dollars for a million tokens"
      note="The list is that of the Claude API. A gateway may charge something else: set what you pay. A price counts from when it is set; what was used before stays as it was counted."
    >
      <WithResult result={result} what="the prices" lines={4} onRetry={onRetry}>
        {(prices) => <Prices prices={prices} />}
      </WithResult>
    </SettingsGroup>
  )
}

function Prices({ prices }: { readonly prices: readonly ModelPrice[] }) {
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const [shownCount, setShownCount] = useState(page)
  const found = findPrices(prices, search)
  const own = prices.filter((one) => one.source === 'yours').map((one) => one.model)
  return (
    <div>
      <div className={styles['tools']}>
        {prices.length > many && (
          <div className={styles['find']}>
            <TextField
              label="Find a model"
              type="search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
        )}
        <Button
          icon={<Plus aria-hidden="true" />}
          disabled={adding}
          onClick={() => {
            setAdding(true)
            setEditing(null)
          }}
        >
          Add a model
        </Button>
      </div>
      <div className={styles['scroll']}>
        <table className={styles['table']} aria-label="Prices in dollars for a million tokens">
          <thead>
            <tr>
              <th scope="col">Model</th>
              {rates.map(({ name, label }) => (
                <th key={name} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">Source</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {adding && <PriceFields model={null} price={null} own={own} onDone={() => setAdding(false)} />}
            {found.slice(0, shownCount).map((entry) =>
              entry.model === editing ? (
                <PriceFields
                  key={entry.model}
                  model={entry.model}
                  price={entry.price}
                  own={own}
                  onDone={() => setEditing(null)}
                />
              ) : (
                <PriceRow
                  key={entry.model}
                  entry={entry}
                  onEdit={() => {
                    setEditing(entry.model)
                    setAdding(false)
                  }}
                />
              ),
            )}
          </tbody>
        </table>
      </div>
      {found.length === 0 && !adding && (
        <SettingRow
          title={search.trim() === '' ? 'No model has a price yet.' : 'No model has such a name.'}
          text="Only tokens are counted for a model without a price."
        />
      )}
      {found.length > shownCount && (
        <Button variant="quiet" onClick={() => setShownCount(shownCount + page)}>
          Show {Math.min(page, found.length - shownCount)} more
        </Button>
      )}
    </div>
  )
}

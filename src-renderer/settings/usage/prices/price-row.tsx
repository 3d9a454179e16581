import { Pencil, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { ModelPrice } from '../../../../src-shared/domain/price.ts'
import { Button } from '../../../components/button.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { toastError } from '../../../components/toast.ts'
import { visibleText } from '../../../components/visible-text.ts'
import { rateWords } from './rate-words.ts'
import { rates } from './read-price.ts'
import { removePrice } from './save-price.ts'
import styles from './prices.module.css'

interface PriceRowProps {
  readonly entry: ModelPrice
  onEdit(): void
}

const sources = { list: 'List', yours: 'Yours', none: 'None' } as const

/** A model and what a million of its tokens cost. */
export function PriceRow({ entry: { model, price, source }, onEdit }: PriceRowProps) {
  const [removing, setRemoving] = useState(false)
  const shown = visibleText(model)
  const remove = async (): Promise<void> => {
    setRemoving(true)
    const error = await removePrice(model)
    setRemoving(false)
    if (error) toastError(error)
  }
  return (
    <tr>
      <th scope="row">
        <span className={styles['model']}>{shown}</span>
      </th>
      {price ? (
        rates.map(({ name }) => <td key={name}>{rateWords(price[name])}</td>)
      ) : (
        <td colSpan={rates.length} className={styles['unpriced']}>
          only its tokens are counted
        </td>
      )}
      <td className={styles['source']} data-source={source}>
        {sources[source]}
      </td>
      <td>
        <span className={styles['buttons']}>
          {source === 'yours' && (
            <IconButton
              size="s"
              label={`Back to the list price of ${shown}`}
              icon={<Undo2 aria-hidden="true" />}
              disabled={removing}
              onClick={() => void remove()}
            />
          )}
          {source === 'none' ? (
            <Button size="s" aria-label={`Set a price for ${shown}`} onClick={onEdit}>
              Set
            </Button>
          ) : (
            <IconButton
              size="s"
              label={`Change the price of ${shown}`}
              icon={<Pencil aria-hidden="true" />}
              onClick={onEdit}
            />
          )}
        </span>
      </td>
    </tr>
  )
}

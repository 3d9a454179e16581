import { type SyntheticEvent, useId, useState } from 'react'
import type { Price } from '../../../../src-shared/domain/price.ts'
import { Button } from '../../../components/button.tsx'
import { classNames } from '../../../components/class-names.ts'
import fieldStyles from '../../../components/field.module.css'
import {
  emptyPriceTexts,
  emptyRateHint,
  type PriceTexts,
  priceTexts,
  rates,
  type RateName,
  readPrice,
} from './read-price.ts'
import { savePrice } from './save-price.ts'
import styles from './prices.module.css'

interface PriceFieldsProps {
  /** The model whose price this is; `null`: a new one is named here. */
  readonly model: string | null
  readonly price: Price | null
  /** The models that have a price of the user's: a new one is none of them. */
  readonly own: readonly string[]
  onDone(): void
}

interface Problem {
  readonly field: RateName | 'model' | null
  readonly words: string
}

const longestName = 200

/** The rows in which a price is set; Enter saves, Escape leaves it as it is. */
export function PriceFields({ model, price, own, onDone }: PriceFieldsProps) {
  const [name, setName] = useState(model ?? '')
  const [texts, setTexts] = useState<PriceTexts>(price ? priceTexts(price) : emptyPriceTexts)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [saving, setSaving] = useState(false)
  const form = useId()
  const noteId = useId()
  const shown = model ?? (name.trim() === '' ? 'the new model' : name.trim())

  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    if (saving) return
    const named = nameProblem(name.trim(), model, own)
    if (named !== null) return setProblem({ field: 'model', words: named })
    const reading = readPrice(texts)
    if (!reading.ok) return setProblem({ field: reading.field, words: reading.problem })
    setSaving(true)
    const error = await savePrice(name.trim(), reading.price)
    setSaving(false)
    if (error) return setProblem({ field: null, words: error.message })
    onDone()
  }
  const common = (field: RateName | 'model') => ({
    form,
    className: classNames(fieldStyles['control'], field !== 'model' && styles['rate']),
    'aria-invalid': problem?.field === field ? true : undefined,
    'aria-describedby': problem?.field === field ? noteId : undefined,
    onKeyDown: (event: { readonly key: string; stopPropagation(): void }) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      onDone()
    },
  })
  return (
    <>
      <tr className={styles['editing']}>
        <th scope="row">
          {model === null ? (
            <input
              {...common('model')}
              aria-label="Model"
              placeholder="As its connection names it"
              autoFocus
              spellCheck={false}
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                setProblem(null)
              }}
            />
          ) : (
            <span className={styles['model']}>{model}</span>
          )}
        </th>
        {rates.map(({ name: rate, label }, index) => (
          <td key={rate}>
            <input
              {...common(rate)}
              aria-label={`${label} of ${shown}`}
              inputMode="decimal"
              autoFocus={model !== null && index === 0}
              placeholder={emptyRateHint(rate, texts)}
              value={texts[rate]}
              onChange={(event) => {
                setTexts({ ...texts, [rate]: event.target.value })
                setProblem(null)
              }}
            />
          </td>
        ))}
        <td colSpan={2}>
          <form id={form} className={styles['buttons']} onSubmit={(event) => void save(event)}>
            <Button size="s" onClick={onDone}>
              Cancel
            </Button>
            <Button size="s" variant="solid" type="submit" busy={saving}>
              Save
            </Button>
          </form>
        </td>
      </tr>
      <tr className={styles['below']}>
        <td colSpan={7}>
          {problem ? (
            <p id={noteId} className={styles['problem']} role="alert">
              {problem.words}
            </p>
          ) : (
            <p className={styles['hint']}>
              Left empty, reading from the cache counts as a tenth of the input, writing as five quarters.
            </p>
          )}
        </td>
      </tr>
    </>
  )
}

function nameProblem(name: string, model: string | null, own: readonly string[]): string | null {
  if (model !== null) return null
  if (name === '') return 'Name the model as its connection does, such as llama3.1:8b.'
  if (name.length > longestName) return `A model’s name has at most ${longestName} characters.`
  return own.includes(name) ? 'This model has a price of yours already. Change it in its row.' : null
}

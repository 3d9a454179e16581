import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useId, useMemo } from 'react'
import fieldStyles from '../../components/field.module.css'
import popupStyles from '../../components/popup.module.css'
import { classNames } from '../../components/class-names.ts'
import type { Trigger } from '../../../src-shared/domain/schedule.ts'
import { systemZone } from './builder/zone-time.ts'
import styles from './zone-field.module.css'

interface ZoneFieldProps {
  /** A fixed IANA zone; empty: the system's, and the schedule moves with it. */
  readonly value: string
  /** What the trigger is, as far as that is known: only a cron moves. */
  readonly kind: Trigger['kind']
  onChange(zone: string): void
}

interface ZoneItem {
  readonly value: string
  readonly label: string
}

const hints: Record<Trigger['kind'], { readonly own: string; readonly fixed: string }> = {
  cron: {
    own: 'Nine in the morning stays nine in the morning, also when you travel.',
    fixed: 'It keeps to this clock, wherever you are.',
  },
  once: {
    own: 'The time is meant on your clock of now; it does not move.',
    fixed: 'The time is meant on this clock.',
  },
  interval: {
    own: 'An interval counts real time, whatever the clock does.',
    fixed: 'An interval counts real time, whatever the clock does.',
  },
}

/** Names that the runtime's list still has in an older spelling; it understands both. */
const presentNames: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}
/** More than anybody reads; typing narrows it. */
const mostShown = 80

function zoneItems(chosen: string): readonly ZoneItem[] {
  const own = { value: '', label: `Your time zone (${systemZone()}), moves with you` }
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => presentNames[zone] ?? zone)
  const zones = ['UTC', ...listed.toSorted()]
  const all = chosen === '' || zones.includes(chosen) ? zones : [chosen, ...zones]
  return [own, ...[...new Set(all)].map((zone) => ({ value: zone, label: zone }))]
}

function matches(item: ZoneItem, query: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_\s]+/g, ' ')
  return plain(item.label).includes(plain(query.trim()))
}

/** The zone whose clock counts: the user's, wherever they are, or a fixed one, found by typing. */
export function ZoneField({ value, kind, onChange }: ZoneFieldProps) {
  const id = useId()
  const hintId = useId()
  const items = useMemo(() => zoneItems(value), [value])
  const chosen = items.find((item) => item.value === value) ?? null
  return (
    <Combobox.Root<ZoneItem>
      items={items}
      limit={mostShown}
      value={chosen}
      filter={matches}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onValueChange={(item) => {
        if (item) onChange(item.value)
      }}
    >
      <div className={fieldStyles['field']}>
        <label className={fieldStyles['label']} htmlFor={id}>
          Time zone
        </label>
        <div className={styles['box']}>
          <Combobox.Input
            id={id}
            aria-describedby={hintId}
            className={classNames(fieldStyles['control'], styles['input'])}
            spellCheck={false}
            onFocus={(event) => event.target.select()}
          />
          <Combobox.Trigger className={styles['open']} aria-label="Show the zones">
            <ChevronsUpDown aria-hidden="true" />
          </Combobox.Trigger>
        </div>
        <div id={hintId} className={fieldStyles['hint']}>
          {hints[kind][value === '' ? 'own' : 'fixed']}
        </div>
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className={popupStyles['positioner']} sideOffset={5}>
          <Combobox.Popup className={popupStyles['popup']} aria-label="Time zones">
            <Combobox.Empty className={styles['empty']}>
              No zone has that name. Type a city such as Lisbon.
            </Combobox.Empty>
            <Combobox.List>
              {(item: ZoneItem) => (
                <Combobox.Item key={item.value} value={item} className={popupStyles['item']}>
                  <span className={popupStyles['mark']}>
                    <Combobox.ItemIndicator>
                      <Check aria-hidden="true" />
                    </Combobox.ItemIndicator>
                  </span>
                  {item.label}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

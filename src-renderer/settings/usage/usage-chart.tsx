import { totalTokens } from '../../../src-shared/domain/usage.ts'
import type { RouteOutput } from '../../../src-shared/ipc/contract.ts'
import { Tooltip } from '../../components/tooltip.tsx'
import { tokensExact, tokensShort } from '../../runs/format-usage.ts'
import { moneyWords } from './money-words.ts'
import { niceCeiling, type UsageDay } from './usage-days.ts'
import styles from './usage-tab.module.css'

interface UsageChartProps {
  readonly byDay: RouteOutput<'usage.summary'>['byDay']
  /** The days to draw, oldest first. */
  readonly days: readonly UsageDay[]
}

const width = 640
const height = 170
const floor = 146
const top = 10
const left = 40
const dayLabel = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** Tokens by day as bars; a table of the same numbers is there for who cannot see them. */
export function UsageChart({ byDay, days }: UsageChartProps) {
  const rows = new Map(byDay.map((row) => [row.key, row]))
  const bars = days.map((day) => {
    const row = rows.get(day.key)
    const money = moneyWords({
      costMicroUsd: row?.usage.costMicroUsd ?? 0,
      unpricedTokens: row?.unpricedTokens ?? 0,
    })
    return { ...day, tokens: row ? totalTokens(row.usage) : 0, money }
  })
  const ceiling = niceCeiling(Math.max(...bars.map((bar) => bar.tokens)))
  const slot = (width - left) / bars.length
  const barWidth = Math.max(2, Math.min(28, slot * 0.68))
  const y = (tokens: number): number => floor - ((floor - top) * tokens) / ceiling
  const labelEvery = Math.ceil(bars.length / 6)
  return (
    <div>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles['chart']} aria-hidden="true">
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line
              x1={left}
              x2={width}
              y1={y(ceiling * part)}
              y2={y(ceiling * part)}
              className={styles['grid']}
            />
            <text x={left - 8} y={y(ceiling * part) + 3.5} textAnchor="end" className={styles['axis']}>
              {tokensShort(ceiling * part)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          const x = left + slot * index + (slot - barWidth) / 2
          const barTop = bar.tokens === 0 ? floor : Math.min(y(bar.tokens), floor - 2)
          const words = `${dayLabel.format(bar.start)}: ${tokensExact(bar.tokens)} tokens, ${bar.money}`
          return (
            <g key={bar.key}>
              <Tooltip text={words} side="top">
                <g className={styles['slot']}>
                  <rect
                    x={left + slot * index}
                    y={top}
                    width={slot}
                    height={floor - top}
                    className={styles['hit']}
                  />
                  <rect
                    x={x}
                    y={barTop}
                    width={barWidth}
                    height={floor - barTop}
                    rx={Math.min(3, barWidth / 2)}
                    className={styles['bar']}
                  />
                </g>
              </Tooltip>
              {(bars.length - 1 - index) % labelEvery === 0 && (
                <text x={x + barWidth / 2} y={floor + 17} textAnchor="middle" className={styles['axis']}>
                  {dayLabel.format(bar.start)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <table className="visually-hidden">
        <caption>Tokens by day</caption>
        <thead>
          <tr>
            <th>Day</th>
            <th>Tokens</th>
            <th>Cost</th>
          </tr>
        </thead>
        <tbody>
          {bars
            .filter((bar) => bar.tokens > 0)
            .map((bar) => (
              <tr key={bar.key}>
                <td>{dayLabel.format(bar.start)}</td>
                <td>{tokensExact(bar.tokens)}</td>
                <td>{bar.money}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Button } from '../components/button.tsx'
import { Spinner } from '../components/spinner.tsx'
import { OptionLine } from './option-line.tsx'
import { findMore, useSearch } from './search-store.ts'
import { openOption, type SearchOption } from './use-search-options.ts'
import styles from './search-screen.module.css'

export const resultsId = 'search-results'

export function optionId(index: number): string {
  return `search-option-${index}`
}

const heights = { title: 38, hit: 84 } as const
/** Up to here a plain list is quicker than a virtual one, and complete for find-in-page and screen readers. */
const virtualFrom = 40
/** How many lines before the end the next page is asked for. */
const ahead = 15

interface SearchResultsProps {
  readonly options: readonly SearchOption[]
  readonly busy: boolean
}

/** The lines that were found. The focus stays in the field; its arrow keys say which line is active. */
export function SearchResults({ options, busy }: SearchResultsProps) {
  const active = useSearch((state) => state.active)
  const nextBefore = useSearch((state) => state.nextBefore)
  const more = useSearch((state) => state.more)
  const scroll = useRef<HTMLDivElement>(null)
  const isVirtual = options.length > virtualFrom
  const virtual = useVirtualizer({
    count: options.length,
    enabled: isVirtual,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => heights[options[index]?.kind ?? 'hit'],
    getItemKey: (index) => options[index]?.key ?? index,
    overscan: 8,
    // The field names the active line, wherever the list is scrolled to.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(active, options.length - 1)])].toSorted(
        (a, b) => a - b,
      ),
  })
  const scrollTo = virtual.scrollToIndex
  useEffect(() => {
    if (isVirtual) scrollTo(active)
    else document.getElementById(optionId(active))?.scrollIntoView?.({ block: 'nearest' })
  }, [active, isVirtual, scrollTo])

  const items = virtual.getVirtualItems()
  const lastShown = isVirtual ? Math.max(virtual.range?.endIndex ?? 0, active) : options.length - 1
  const wantsMore = nextBefore !== null && more === 'idle' && lastShown >= options.length - ahead
  useEffect(() => {
    if (wantsMore) void findMore()
  }, [wantsMore])

  const line = (option: SearchOption, index: number, top: number | null) => (
    <OptionLine
      key={option.key}
      id={optionId(index)}
      option={option}
      active={index === active}
      place={{ index, count: options.length, top }}
      onOpen={() => openOption(option)}
    />
  )
  return (
    <div ref={scroll} className={styles['scroll']} data-busy={busy || undefined}>
      <div
        id={resultsId}
        role="listbox"
        aria-label="Results"
        aria-busy={busy}
        className={styles['results']}
        style={isVirtual ? { height: virtual.getTotalSize() } : undefined}
      >
        {isVirtual
          ? items.map(({ index, start }) => {
              const option = options[index]
              return option && line(option, index, start)
            })
          : options.map((option, index) => line(option, index, null))}
      </div>
      {more === 'loading' && (
        <p className={styles['end']}>
          <Spinner /> Loading more
        </p>
      )}
      {more === 'failed' && (
        <p className={styles['end']}>
          More could not be loaded.
          <Button size="s" variant="quiet" onClick={() => void findMore()}>
            Try again
          </Button>
        </p>
      )}
    </div>
  )
}

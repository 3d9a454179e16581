/** Numbers of a file that only order things, and those that took their place. Both ascend. */
export interface SeqMap {
  /** `false`: it does not ascend. */
  add(old: number, new_: number): boolean
  /** The place of the last one that is not above `old`; `none` where there is none. */
  upTo(old: number, none: number): number
  /** The place of the first one that is not below `old`; after the last where there is none. */
  from(old: number): number
}

export function createSeqMap(): SeqMap {
  const olds: number[] = []
  const news: number[] = []
  /** How many are below `old`. */
  const below = (old: number): number => {
    let [low, high] = [0, olds.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((olds[middle] ?? 0) < old) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    add(old, new_) {
      if (old <= (olds.at(-1) ?? -1)) return false
      olds.push(old)
      news.push(new_)
      return true
    },
    upTo: (old, none) => news[below(old + 1) - 1] ?? none,
    from: (old) => news[below(old)] ?? (news.at(-1) ?? 0) + 1,
  }
}

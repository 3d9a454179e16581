import { useEffect } from 'react'
import { create } from 'zustand'
import type { Trigger } from '../../../src-shared/domain/schedule.ts'
import { call } from '../../transport/call.ts'

/** Triggers in words, by the trigger itself; a trigger's words do not change while the window is open. */
const useWords = create<ReadonlyMap<string, string>>()(() => new Map())
const asked = new Set<string>()

async function ask(key: string, trigger: Trigger): Promise<void> {
  if (asked.has(key)) return
  asked.add(key)
  const result = await call('schedules.preview', { trigger, count: 1 })
  if (result.ok) useWords.setState((words) => new Map(words).set(key, result.data.words), true)
  else asked.delete(key)
}

/** The trigger in words, as the scheduler says it; `null` until it is known. */
export function useTriggerWords(trigger: Trigger): string | null {
  const key = JSON.stringify(trigger)
  const words = useWords((all) => all.get(key))
  useEffect(() => {
    void ask(key, trigger)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key is the trigger
  }, [key])
  return words ?? null
}

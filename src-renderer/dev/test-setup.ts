import { configure } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

// Far above what anything takes: on a busy machine what comes late is no wrong one.
configure({ asyncUtilTimeout: 15_000 })

// The rows of tests are of this day. What is shown of a time ("today", a clock, a date) depends on when it is looked at.
const noon = new Date(2026, 10, 21, 12)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon })
})
afterEach(() => {
  vi.useRealTimers()
})

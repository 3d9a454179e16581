import { configure } from '@testing-library/react'

// Far above what anything takes: on a busy machine what comes late is no wrong one.
configure({ asyncUtilTimeout: 15_000 })

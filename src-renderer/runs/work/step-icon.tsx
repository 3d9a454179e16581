import { createElement } from 'react'
import { Ban, CircleAlert, CircleDashed, CirclePause } from 'lucide-react'
import { Spinner } from '../../components/spinner.tsx'
import type { StepState } from './step-state.ts'
import { toolIcon } from './tool-icon.ts'

interface StepIconProps {
  readonly name: string
  readonly state: StepState
}

/** What a tool call is, or when there is more to say, how it stands. */
export function StepIcon({ name, state }: StepIconProps) {
  switch (state) {
    case 'failed':
      return <CircleAlert aria-hidden="true" />
    case 'refused':
      return <Ban aria-hidden="true" />
    case 'running':
      return <Spinner />
    case 'waiting':
      return <CirclePause aria-hidden="true" />
    case 'next':
    case 'stopped':
      return <CircleDashed aria-hidden="true" />
    case 'done':
      return createElement(toolIcon(name), { 'aria-hidden': true })
  }
}

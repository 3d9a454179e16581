import { describe, expect, it } from 'vitest'
import { rehearsal } from './rehearsal.ts'
import { asked, tools } from './rehearsal-tools.ts'

describe('schedules', () => {
  it.each([
    ['In 2 minutes remind me to stretch', 'in 2 minutes', { title: 'Stretch', remind: 'Stretch' }],
    ['Remind me in 2 minutes to stretch.', 'in 2 minutes', { title: 'Stretch', remind: 'Stretch' }],
    ['remind me to stretch in an hour', 'in an hour', { title: 'Stretch', remind: 'Stretch' }],
    ['Remind me tomorrow at 8 to call Ada', 'tomorrow at 8', { title: 'Call Ada', remind: 'Call Ada' }],
    [
      'remind me to take out the bins every thursday at 7pm',
      'every thursday at 7pm',
      { title: 'Take out the bins', remind: 'Take out the bins' },
    ],
    [
      'every weekday at 9 check the build',
      'every weekday at 9',
      { title: 'Check the build', instruction: 'Check the build' },
    ],
    [
      'every weekday at 9 check the build and message me if it failed',
      'every weekday at 9',
      {
        title: 'Check the build and message me if it failed',
        instruction: 'Check the build and message me if it failed',
      },
    ],
    [
      'Every 2 hours, list the folder and ask me which file to read',
      'every 2 hours',
      { instruction: 'List the folder and ask me which file to read' },
    ],
    ['Check the build every weekday at 9:30', 'every weekday at 9:30', { instruction: 'Check the build' }],
    [
      'Schedule a task to count the files every day at 18:00',
      'every day at 18:00',
      { instruction: 'Count the files' },
    ],
    ['in 30 seconds list the files', 'in 30 seconds', { instruction: 'List the files' }],
    [
      'On the 1st of every month at 8 remind me to pay the rent',
      'on the 1st of every month at 8',
      { remind: 'Pay the rent' },
    ],
    ['Set a reminder for tomorrow at noon to eat', 'tomorrow at noon', {}],
  ])('“%s” is made', (words, when, rest) => {
    const session = rehearsal(tools())
    const answer = session.say(words)
    expect(session.steps).toHaveLength(1)
    expect(session.steps[0]?.[0]).toMatchObject({ name: 'schedule_task', input: { when, ...rest } })
    const input = session.steps[0]?.[0]?.input ?? {}
    expect('remind' in input).not.toBe('instruction' in input)
    expect(answer).toContain(`: ${when}. Next: soon.`)
    expect(answer).not.toContain('schedule_9')
    expect(answer).not.toContain('armed already')
  })

  it('a time that the tool does not understand is told with the reason', () => {
    const session = rehearsal({
      schedule_task: () => {
        throw new Error('Nothing was scheduled. "25" is not a time of day.')
      },
    })
    expect(session.say('Every day at 25 remind me to sleep')).toContain('"25" is not a time of day.')
  })

  it.each(['Tomorrow is a holiday', 'Daily report: count the files', 'Summarise the notes of today'])(
    'no schedule is made of “%s”',
    (words) => {
      const session = rehearsal(tools())
      session.say(words)
      expect(session.steps.flat().some((call) => call.name === 'schedule_task')).toBe(false)
    },
  )

  it('a reminder without a time asks for one', () => {
    const session = rehearsal(tools())
    expect(session.say('Remind me to stretch')).toContain('In 10 minutes remind me to stretch')
    expect(session.steps).toEqual([])
  })

  it('are listed', () => {
    const session = rehearsal(tools())
    const answer = session.say('List my schedules')
    expect(answer).toContain('**3 schedules**')
    expect(answer).toContain('- **Stretch** – every hour, next: 10:00')
  })

  it('one is cancelled by its name', () => {
    const session = rehearsal(tools())
    session.say('Cancel the schedule "Check the build"')
    expect(session.steps.at(-1)).toEqual([{ name: 'cancel_schedule', input: { id: 'schedule_2' } }])
  })

  it('where the name fits several, the user is asked which', () => {
    const session = rehearsal(tools('Check the mail – daily at 08:00, paused (by you)'))
    session.say('cancel the schedule check')
    expect(asked(session)[0]).toMatchObject({ question: 'Which schedule should I cancel?' })
    expect(session.steps.at(-1)).toEqual([{ name: 'cancel_schedule', input: { id: 'schedule_3' } }])
  })

  it('and none of them is an answer', () => {
    const session = rehearsal(tools('None of them'))
    expect(session.say('cancel the schedule check')).toContain('I left the schedules as they are.')
    expect(session.steps.flat().some((call) => call.name === 'cancel_schedule')).toBe(false)
  })

  it('a rehearsal makes and cancels nothing, and says so', () => {
    const refused = (): string => 'Rehearsal: not done. Go on as if it had been done.'
    const session = rehearsal({ ...tools(), schedule_task: refused, cancel_schedule: refused })
    expect(session.say('in 2 minutes remind me to stretch')).toContain(
      'I would have scheduled “Stretch” in 2 minutes.',
    )
    expect(session.say('cancel the schedule stretch')).toContain('I would have cancelled “Stretch”.')
  })

  it('what does not exist is not cancelled', () => {
    const session = rehearsal(tools())
    expect(session.say('cancel the schedule laundry')).toContain('No schedule is named like “laundry”.')
  })
})

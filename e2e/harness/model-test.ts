import { createScriptedModel, type ScriptedModel } from '../../src-main/models/practice/scripted-responder.ts'
import type { Dormouse } from './launch-dormouse.ts'
import { expect, test as base } from './test.ts'

interface ModelFixtures {
  /** A model of the test's own, which Dormouse reaches as its connection `Environment`. */
  model: ScriptedModel
}

/** A test with a desktop, a home folder, and a scripted model behind the real SDK. */
export const test = base.extend<
  ModelFixtures & { launchWithModel: (args?: readonly string[]) => ReturnType<Launch> }
>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures out of the pattern
  model: async ({}, provide) => {
    const model = await createScriptedModel()
    await provide(model)
    await model.close()
  },
  launchWithModel: async ({ launch, model }, provide) => {
    await provide((args = ['--hidden']) => launch({ args, env: { ...model.env } }))
  },
})

type Launch = (options: { args: readonly string[]; env: Record<string, string> }) => Promise<Dormouse>

export { expect }

// Colours and cursor movements, titles of windows, and other sequences of ECMA-48.
const sequences =
  // oxlint-disable-next-line no-control-regex -- they are what it is for
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[ -/]*[0-~])/g
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** What a terminal would show of an output in the end, as plain text: no colours, and of a progress line its last state. */
export function plainOutput(output: string): string {
  return output
    .replaceAll(sequences, '')
    .split('\n')
    .map((line) => {
      const text = line.endsWith('\r') ? line.slice(0, -1) : line
      return text.slice(text.lastIndexOf('\r') + 1).replaceAll(controls, '')
    })
    .join('\n')
}

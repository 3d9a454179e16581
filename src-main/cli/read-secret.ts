import type { ReadStream } from 'node:tty'

const ctrlC = '\u0003'
const ctrlD = '\u0004'

/**
 * Reads a line from the terminal without showing it, or all of standard input when it is piped. Resolves to the empty
 * string when it was broken off.
 */
export async function readSecret(input: ReadStream, prompt: () => void): Promise<string> {
  if (!input.isTTY) {
    let text = ''
    input.setEncoding('utf8')
    for await (const chunk of input) text += String(chunk)
    return text.replace(/\r?\n$/, '')
  }
  prompt()
  input.setRawMode(true)
  input.setEncoding('utf8')
  try {
    return await typedLine(input)
  } finally {
    input.setRawMode(false)
    input.pause()
  }
}

function typedLine(input: ReadStream): Promise<string> {
  return new Promise((resolve) => {
    let line = ''
    const onData = (chunk: string): void => {
      for (const character of chunk) {
        if (character === '\r' || character === '\n' || character === ctrlD) return finish(line)
        if (character === ctrlC) return finish('')
        if (character === '\u007f' || character === '\b') line = line.replace(/.$/su, '')
        else line += character
      }
    }
    input.on('data', onData)

    function finish(text: string): void {
      input.off('data', onData)
      resolve(text)
    }
  })
}

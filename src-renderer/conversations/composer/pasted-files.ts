/**
 * The files of a paste, where it is one of files. A cell of a table or a piece of a document comes as words and as a
 * picture of itself: then the words are meant. A picture copied in a browser comes with markup, without words.
 */
export function pastedFiles(data: DataTransfer): readonly File[] {
  const files = [...data.files]
  const isWords = data.types.includes('text/plain') && data.types.includes('text/html')
  return isWords ? [] : files
}

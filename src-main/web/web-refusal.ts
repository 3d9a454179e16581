/** Why nothing came from the web. The message is for the model and for people, and says what to do instead. */
export class WebRefusal extends Error {
  override readonly name = 'WebRefusal'
}

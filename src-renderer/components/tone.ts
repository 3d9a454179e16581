/** What a state looks like: a class of tones.module.css. */
export type Tone = 'dusk' | 'hazel' | 'moss' | 'berry' | 'stone'

/** The Unicode line breaking algorithm. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    /** Where the text may be broken next, and whether it must; null at its end. */
    nextBreak(): { position: number; required: boolean } | null
  }
}

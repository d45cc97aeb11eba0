/** A file of the folder `models`, packed with gzip and written in base64: see `browser-modules.ts`. */
declare module '*.bin.js' {
  const packed: string
  export default packed
}

import sharp from 'sharp'
import { wisdomsWords } from './wisdoms.words.ts'

/** A picture as we keep it: drawn anew, without anything the file told about where and when it was taken. */
export type Redrawn = {
  bytes: Buffer
  mediaType: 'image/png' | 'image/webp'
  width: number
  height: number
}

export const mostPictureBytes = 10 * 1024 * 1024
const longestSide = 1600
// A drawing or photograph of 50 million points takes some 200 MB for a moment; larger ones are refused unread.
const mostPoints = 50_000_000

const words = wisdomsWords['en-GB']

/**
 * Draws a PNG, JPEG, WebP or SVG file anew, at most 1600 points on its longest side: drawings as PNG with a palette,
 * all others as WebP. The same file gives the same bytes. Gives a sentence when it is no picture we can take.
 */
export async function redrawPicture(
  file: Buffer,
): Promise<{ ok: true; picture: Redrawn } | { ok: false; sentence: string }> {
  if (file.length > mostPictureBytes) return { ok: false, sentence: words.picture.tooLarge }
  const kind = kindOf(file)
  if (!kind) return { ok: false, sentence: words.picture.notAPicture }
  try {
    return { ok: true, picture: kind === 'svg' ? await redrawDrawing(file) : await redrawPhoto(file) }
  } catch (error) {
    const isTooWide = error instanceof Error && /pixel limit|too large|exceeds/i.test(error.message)
    return { ok: false, sentence: isTooWide ? words.picture.tooManyPoints : words.picture.broken }
  }
}

const common = { limitInputPixels: mostPoints, failOn: 'error', pages: 1 } as const
const fitting = {
  width: longestSide,
  height: longestSide,
  fit: 'inside',
  withoutEnlargement: true,
} as const

async function redrawPhoto(file: Buffer): Promise<Redrawn> {
  const { data, info } = await sharp(file, common)
    .timeout({ seconds: 20 })
    .autoOrient()
    .resize(fitting)
    .webp({ quality: 80, effort: 4 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, mediaType: 'image/webp', width: info.width, height: info.height }
}

/** A drawing has no size of its own: it is drawn as large as we keep it. */
async function redrawDrawing(file: Buffer): Promise<Redrawn> {
  const plain = await sharp(file, common).metadata()
  const longest = Math.max(plain.width, plain.height)
  const density = Math.min(2400, Math.max(1, (72 * longestSide) / longest))
  const { data, info } = await sharp(file, { ...common, density })
    .timeout({ seconds: 20 })
    .resize(fitting)
    .png({ palette: true, quality: 90, effort: 7, compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, mediaType: 'image/png', width: info.width, height: info.height }
}

/** By the first bytes, never by the name. */
function kindOf(file: Buffer): 'svg' | 'photo' | null {
  if (file.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return 'photo'
  if (file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff) return 'photo'
  if (file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP') return 'photo'
  const head = file.toString('utf8', 0, 4096)
  // Entities are how a small drawing is made to fill a machine; no drawing needs them.
  if (/^\ufeff?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|svg)/i.test(head) && /<svg[\s>]/i.test(head)) {
    return /<!ENTITY/i.test(file.toString('utf8')) ? null : 'svg'
  }
  return null
}

import type { Ctx } from '../../platform/db/database.ts'
import { listChosen } from '../beside/beside.ts'
import { showChosen } from '../beside/shown.ts'
import { openQuotes } from '../quotes/quotes.ts'
import type { FormQuote, FormText, WisdomForm } from './wisdoms.page.tsx'
import { quoteIdsOf, stampText, type Clash, type Wisdom, type WisdomTexts } from './wisdoms.ts'
import { wisdomsWords } from './wisdoms.words.ts'

const words = wisdomsWords['en-GB']

/** A Wisdom as its page shows it: every text with the stamp of what it is made from, every quote computed. */
export async function openWisdomForm(ctx: Ctx, wisdom: Wisdom): Promise<WisdomForm> {
  const quotes = await openQuotes(ctx, quoteIdsOf(wisdom))
  const text = (value: string): FormText => ({ value, stamp: stampText(ctx, value) })
  const chosen = await listChosen(ctx, [...quotes.values()])
  const quote = (id: string): FormQuote => {
    const open = quotes.get(id)
    if (!open) return { id, words: null }
    return { id, words: { ...open, beside: showChosen(chosen.get(open.passageId), wisdom.isSigned) } }
  }
  return {
    id: wisdom.id,
    number: wisdom.number,
    isSigned: wisdom.isSigned,
    title: text(wisdom.title),
    reflection: text(wisdom.reflection),
    lead: wisdom.leadQuoteId ? quote(wisdom.leadQuoteId) : null,
    picture: wisdom.pictureId ? { id: wisdom.pictureId, alt: wisdom.pictureAlt } : null,
    parts: wisdom.parts.map((part) =>
      part.kind === 'narration'
        ? { id: part.id, narration: text(part.text), goesWith: part.goesWith }
        : { id: part.id, quote: quote(part.quoteId) },
    ),
    orphans: [],
  }
}

/** The form as somebody sent it, made from what it was made from then. */
export function refillForm(form: WisdomForm, texts: WisdomTexts): WisdomForm {
  return {
    ...form,
    title: { value: texts.title.typed, stamp: texts.title.madeFrom },
    reflection: { value: texts.reflection.typed, stamp: texts.reflection.madeFrom },
    parts: form.parts.map((part) => {
      const text = 'narration' in part ? texts.narrations.get(part.id) : undefined
      return text && 'narration' in part
        ? { ...part, narration: { value: text.typed, stamp: text.madeFrom } }
        : part
    }),
  }
}

/**
 * The page with both texts of every clash: what was typed stays in its field, what stands is beside it, and the form is
 * made from what stands, so that saving again is a decision.
 */
export function showClashes<Compose extends { wisdom: WisdomForm }>(
  compose: Compose,
  clashes: readonly Clash[],
): Compose & { problems: { field: string | null; sentence: string }[] } {
  const { wisdom } = compose
  const both = (field: string, text: FormText): FormText => {
    const clash = clashes.find((other) => other.field === field && other.standing !== null)
    return clash ? { ...text, value: clash.typed, standing: text.value } : text
  }
  return {
    ...compose,
    wisdom: {
      ...wisdom,
      title: both('title', wisdom.title),
      reflection: both('reflection', wisdom.reflection),
      parts: wisdom.parts.map((part) =>
        'narration' in part ? { ...part, narration: both(part.id, part.narration) } : part,
      ),
      orphans: clashes.flatMap((clash) => (clash.standing === null ? [clash.typed] : [])),
    },
    problems: [{ field: null, sentence: words.clashLead }],
  }
}

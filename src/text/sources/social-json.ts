import type { NoticeReason, SourceItem } from './source.ts'
import { readWhen } from './when.ts'

/*
 * The shapes in which Facebook, Instagram and X give people and pages what was written there. None is described by its
 * maker; where we learned each from stands in docs/doors.md. What is not in them (who a profile belongs to, what a link
 * shows) is not looked up.
 */

type Thing = Readonly<Record<string, unknown>>

/** Words in any of the shapes we know, in the order of the file. An empty list when it is none of them. */
export function readSocial(data: unknown): SourceItem[] {
  const thing = asThing(data)
  if (Array.isArray(thing['messages']) && !('errors' in thing)) return readMessages(thing)
  for (const [key, value] of Object.entries(thing)) {
    // comments_v2, group_posts_v2, comments_reels_comments, your_posts …: a list under one name.
    if (/comments|posts|status_updates/.test(key) && Array.isArray(value)) return value.flatMap(readEntry)
  }
  if (Array.isArray(thing['data'])) return readPage(thing)
  return asList(data).flatMap(readEntry)
}

/** One entry of a list, whichever program wrote it. */
function readEntry(entry: unknown): SourceItem[] {
  const thing = asThing(entry)
  if ('tweet' in thing || 'full_text' in thing) return readTweet(asThing(thing['tweet'] ?? thing))
  if ('dmConversation' in thing) return readDirect(asThing(thing['dmConversation']))
  if ('string_map_data' in thing) return readMapped(asThing(thing['string_map_data']))
  if ('message' in thing || 'text' in thing || 'created_time' in thing) return readComment(thing, new Map())
  if (Array.isArray(thing['media']) && !('data' in thing)) return readCaption(thing)
  return readActivity(thing)
}

/** Facebook's own download: `{timestamp, data: [{comment: {…}} or {post: …}], title, attachments}`. */
function readActivity(thing: Thing): SourceItem[] {
  const at = readStamp(thing['timestamp'])
  const said = asList(thing['data']).flatMap((one): SourceItem[] => {
    const data = asThing(one)
    const comment = asThing(data['comment'])
    const text = mend(data['post'] ?? comment['comment'])
    const label = mend(comment['author']) || null
    return text === '' ? [] : [words(label, text, readStamp(comment['timestamp']) ?? at)]
  })
  if (said.length > 0) return said
  const title = mend(thing['title'])
  return title === '' ? [] : [notice('system', title)]
}

/** Conversations of Facebook and Instagram, newest first in the file: given oldest first. */
function readMessages(thing: Thing): SourceItem[] {
  return asList(thing['messages'])
    .toReversed()
    .map(asThing)
    .flatMap((message): SourceItem[] => {
      const label = mend(message['sender_name']) || null
      const text = mend(message['content'])
      const at = readStamp(message['timestamp_ms'] ?? message['timestamp'])
      const files = ['photos', 'videos', 'audio_files', 'files', 'gifs'].flatMap((kind) =>
        asList(message[kind]).map((file) => mend(asThing(file)['uri']).replace(/^.*\//, '')),
      )
      if (message['is_unsent'] === true) return [notice('deleted', label ?? '…')]
      if (message['type'] === 'Call' || 'call_duration' in message) return [notice('call', text || 'call')]
      if (/^(?:Reacted .{1,12} to your message|Liked a message)\s*$/u.test(text)) {
        return [notice('reaction', text)]
      }
      const isOfProgram =
        / (?:created the group|named the group|changed the (?:chat|group)|set the (?:nickname|emoji)|added .+ to the group|left the group|removed .+ from the group|sent an attachment|joined the (?:call|video chat))\b/
      if (isOfProgram.test(text)) {
        return [{ ...notice('group', text), said: { label, text, at } }]
      }
      if (text === '') return files.length > 0 ? [notice('media', files.join(', '))] : []
      return [{ ...words(label, text, at), ...(files.length > 0 && { attachments: files }) }]
    })
}

/** Instagram's own download: `{Comment: {value}, "Media Owner": {value}, Time: {timestamp}}`, in its user's language. */
function readMapped(map: Thing): SourceItem[] {
  const named = /^(?:comment|kommentar|commentaire|comentario|comentário|commento|sylw|تعليق|التعليق)/i
  const fields = Object.entries(map).map(([name, field]) => ({ name: mend(name), field: asThing(field) }))
  const text = mend(fields.find(({ name }) => named.test(name))?.field['value'])
  const at = fields.map(({ field }) => readStamp(field['timestamp'])).find((one) => one !== null) ?? null
  return text === '' ? [] : [words(null, text, at)]
}

function readCaption(thing: Thing): SourceItem[] {
  const first = asThing(asList(thing['media'])[0])
  const text = mend(thing['title']) || mend(first['title'])
  const at = readStamp(thing['creation_timestamp'] ?? first['creation_timestamp'])
  return text === '' ? [notice('media', mend(first['uri']) || 'media')] : [words(null, text, at)]
}

/** What the programming interfaces of Facebook, Instagram and X give: `{data: […], includes: {users: […]}}`. */
function readPage(thing: Thing): SourceItem[] {
  const users = asList(asThing(thing['includes'])['users']).map(asThing)
  const names = new Map(
    users.map((user) => [mend(user['id']), `${mend(user['name'])} (@${mend(user['username'])})`] as const),
  )
  return asList(thing['data']).flatMap((one) =>
    'data' in asThing(one) && !('message' in asThing(one))
      ? readActivity(asThing(one))
      : readComment(asThing(one), names),
  )
}

/** A comment and the answers below it. */
function readComment(thing: Thing, names: ReadonlyMap<string, string>): SourceItem[] {
  const from = asThing(thing['from'])
  const author = names.get(mend(thing['author_id']))
  const username = mend(thing['username'])
  const label = mend(from['name']) || author || (username ? `@${username}` : '') || null
  const text = mend(thing['message'] ?? thing['text'])
  const at = readStamp(thing['created_time'] ?? thing['timestamp'] ?? thing['created_at'])
  const below = ['comments', 'replies'].flatMap((kind) => asList(asThing(thing[kind])['data']))
  return [
    ...(text === '' ? [] : [words(label, text, at)]),
    ...below.flatMap((one) => readComment(asThing(one), names)),
  ]
}

/** One post of X's archive. What was passed on of somebody else's is not this account's words. */
function readTweet(tweet: Thing): SourceItem[] {
  const text = decode(mend(tweet['full_text'] ?? tweet['text']))
  const at = readStamp(tweet['created_at'])
  if (text === '') return []
  const passedOn = /^RT @(\w{1,20}): ([\s\S]*)$/.exec(text)
  if (passedOn) {
    const said = { label: `@${passedOn[1]}`, text: passedOn[2]!.trim(), at }
    return [{ kind: 'not-understood', text, line: 1, ...(said.text !== '' && { said }) }]
  }
  const user = asThing(tweet['user'])
  const name = mend(user['screen_name'])
  return [words(name ? `@${name}` : null, text, at)]
}

function readDirect(conversation: Thing): SourceItem[] {
  return asList(conversation['messages'])
    .toReversed()
    .flatMap((one): SourceItem[] => {
      const message = asThing(asThing(one)['messageCreate'])
      const text = decode(mend(message['text']))
      const sender = mend(message['senderId'])
      return text === '' ? [] : [words(sender || null, text, readStamp(message['createdAt']))]
    })
}

function words(label: string | null, text: string, at: string | null) {
  return { kind: 'passage', label, text, at, line: 1 } as const satisfies SourceItem
}

function notice(reason: NoticeReason, text: string) {
  return { kind: 'notice', reason, text: text.slice(0, 1000), line: 1 } as const satisfies SourceItem
}

/**
 * Seconds or milliseconds since 1970 (given as UTC), or a date as written: `Wed Oct 10 20:19:24 +0000 2018`,
 * `2024-11-12T09:16:02+0000`.
 */
function readStamp(value: unknown): string | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value <= 0) return null
    const date = new Date(value > 100_000_000_000 ? value : value * 1000)
    return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 19)
  }
  if (typeof value !== 'string') return null
  const [, month, day, time, year] =
    /^\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) \+\d{4} (\d{4})$/.exec(value) ?? []
  return readWhen(month ? `${day} ${month} ${year} ${time}` : value, 'day-month')
}

/**
 * Text as it was written. Facebook and Instagram write each byte of UTF-8 as a character of its own
 * (`Si\u00c3\u00a2n` for Siân): put together again where all of a text is such bytes.
 */
function mend(value: unknown): string {
  if (typeof value !== 'string') return ''
  const text = value.trim()
  if (!/[\u00c2-\u00f4][\u0080-\u00bf]/.test(text) || /[\u0100-\uffff]/.test(text)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

/** X writes three signs as HTML does. */
function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function asThing(value: unknown): Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Thing) : {}
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

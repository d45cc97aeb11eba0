import { describe, expect, test } from 'vitest'
import { recogniseSource } from './recognise.ts'
import { isSocial, parseSocial } from './social.ts'
import { readSocial } from './social-json.ts'
import type { SourceItem } from './source.ts'

/* Files written by us in the shapes the networks give; [label, words, when] for each passage. */
type Passage = [label: string | null, text: string, at: string | null]

const files: [what: string, name: string, text: string, passages: Passage[]][] = [
  [
    'Facebook, comments, with its broken letters',
    'comments.json',
    '{"comments_v2":[{"timestamp":1731402962,"data":[{"comment":{"timestamp":1731402962,"comment":"T\\u00c5\\u00b7 i mi \\u00f0\\u009f\\u0094\\u0091","author":"Si\\u00c3\\u00a2n Rees"}}],"title":"Si\\u00c3\\u00a2n Rees commented on a post."}]}',
    [['Siân Rees', 'Tŷ i mi 🔑', '2024-11-12T09:16:02']],
  ],
  [
    'Facebook, comments of a group',
    'c.json',
    '{"group_comments_v2":[{"timestamp":1731402962,"data":[{"comment":{"timestamp":1731402962,"comment":"A key.","author":"Jo Ash","group":"Peers"}}]}]}',
    [['Jo Ash', 'A key.', '2024-11-12T09:16:02']],
  ],
  [
    'Facebook, posts of a page',
    'posts_1.json',
    '[{"timestamp":1731402962,"data":[{"post":"What helps?"}],"title":"Lighthouse"},{"timestamp":1731402963,"data":[],"title":"Lighthouse updated its cover."}]',
    [[null, 'What helps?', '2024-11-12T09:16:02']],
  ],
  [
    'Facebook, messages, oldest first',
    'message_1.json',
    '{"participants":[{"name":"Jo"}],"messages":[{"sender_name":"Sam","timestamp_ms":1731402963000,"content":"A kettle."},{"sender_name":"Jo","timestamp_ms":1731402962000,"content":"A key.","photos":[{"uri":"messages/photos/key.jpg"}]}],"title":"Jo"}',
    [
      ['Jo', 'A key.', '2024-11-12T09:16:02'],
      ['Sam', 'A kettle.', '2024-11-12T09:16:03'],
    ],
  ],
  [
    'Facebook, comments of a page with answers, as its interface gives them',
    'x.json',
    '{"data":[{"id":"1","created_time":"2024-11-12T09:16:02+0000","from":{"name":"Jo Ash","id":"2"},"message":"A key.","comments":{"data":[{"created_time":"2024-11-12T09:17:02+0000","from":{"name":"Sam"},"message":"Yes."}]}}]}',
    [
      ['Jo Ash', 'A key.', '2024-11-12T09:16:02'],
      ['Sam', 'Yes.', '2024-11-12T09:17:02'],
    ],
  ],
  [
    'Instagram, comments',
    'post_comments_1.json',
    '[{"media_list_data":[{"uri":""}],"string_map_data":{"Comment":{"value":"A key."},"Media Owner":{"value":"peers"},"Time":{"timestamp":1731402962}}}]',
    [[null, 'A key.', '2024-11-12T09:16:02']],
  ],
  [
    'Instagram, comments, Spanish',
    'post_comments_1.json',
    '{"comments_reels_comments":[{"string_map_data":{"Comentario":{"value":"Una llave."},"Hora":{"timestamp":1731402962}}}]}',
    [[null, 'Una llave.', '2024-11-12T09:16:02']],
  ],
  [
    'Instagram, posts',
    'posts_1.json',
    '[{"media":[{"uri":"a.jpg","creation_timestamp":1731402962,"title":"My kettle"}]}]',
    [[null, 'My kettle', '2024-11-12T09:16:02']],
  ],
  [
    'Instagram, comments with answers, as its interface gives them',
    'x.json',
    '{"data":[{"text":"A key.","username":"jo.ash","timestamp":"2024-11-12T09:16:02+0000","author_id":"9","replies":{"data":[{"text":"Yes.","username":"sam"}]}}]}',
    [
      ['@jo.ash', 'A key.', '2024-11-12T09:16:02'],
      ['@sam', 'Yes.', null],
    ],
  ],
  [
    'X, archive',
    'tweets.js',
    'window.YTD.tweets.part0 = [ { "tweet" : { "full_text" : "A key &amp; a kettle", "created_at" : "Tue Nov 12 09:16:02 +0000 2024" } } ]',
    [[null, 'A key & a kettle', '2024-11-12T09:16:02']],
  ],
  [
    'X, as its interface gives it',
    'x.json',
    '{"data":[{"id":"1","text":"A key.","author_id":"7","created_at":"2024-11-12T09:16:02.000Z"}],"includes":{"users":[{"id":"7","name":"Jo","username":"jo"}]}}',
    [['Jo (@jo)', 'A key.', '2024-11-12T09:16:02']],
  ],
  [
    'X, figures of posts',
    'tweet_activity.csv',
    '"Tweet id","Tweet permalink","Tweet text","time","impressions"\n"1","https://x.example/1","A key.","2024-11-12 09:16 +0000","5"\n',
    [[null, 'A key.', '2024-11-12T09:16:00']],
  ],
  [
    'LinkedIn, comments, with its quotation marks',
    'Comments.csv',
    'Date,Link,Message\n2024-11-12 09:16:02,https://l.example/1,"She said \\"a key\\", and meant it."\n',
    [[null, 'She said "a key", and meant it.', '2024-11-12T09:16:02']],
  ],
  [
    'LinkedIn, shares, with its line breaks',
    'Shares.csv',
    'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2024-11-12 09:16:02,https://l.example/1,"A key.""\n""A kettle.",,,MEMBER_NETWORK\n',
    [[null, 'A key.\nA kettle.', '2024-11-12T09:16:02']],
  ],
  [
    'LinkedIn, messages',
    'messages.csv',
    'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n1,,Jo Ash,https://l.example/jo,Sam,2024-11-12 09:16:02 UTC,,A key.,INBOX\n',
    [['Jo Ash', 'A key.', '2024-11-12T09:16:02']],
  ],
]

test.each(files)('%s', (_, name, text, passages) => {
  expect(recogniseSource(name, text)).toEqual({ format: 'social' })
  for (const size of [text.length, 7]) {
    expect(
      read(text, size).flatMap((item) => (item.kind === 'passage' ? [[item.label, item.text, item.at]] : [])),
    ).toEqual(passages)
  }
})

describe('what is no words of this account’s', () => {
  test('a post passed on is somebody else’s', () => {
    expect(
      read(
        'window.YTD.tweets.part0 = [{"tweet":{"full_text":"RT @peers: A key.","created_at":"Tue Nov 12 09:16:02 +0000 2024"}}]',
      ),
    ).toMatchObject([{ kind: 'not-understood', said: { label: '@peers', text: 'A key.' } }])
  })

  test('calls, reactions, what was taken back, what the program says, pictures', () => {
    const messages = [
      { sender_name: 'Jo', content: 'Jo called you.', call_duration: 3 },
      { sender_name: 'Jo', content: 'Reacted ❤️ to your message ' },
      { sender_name: 'Jo', is_unsent: true },
      { sender_name: 'Jo', content: 'Jo named the group Peers.' },
      { sender_name: 'Jo', photos: [{ uri: 'a/b.jpg' }] },
    ].toReversed()
    expect(
      read(JSON.stringify({ messages })).map((item) => (item.kind === 'notice' ? item.reason : item.kind)),
    ).toEqual(['call', 'reaction', 'deleted', 'group', 'media'])
  })

  test('a file cut short is not understood, and nothing is made up', () => {
    expect(read('{"comments_v2":[{"timestamp":1,"data":[{"comment":{"comment":"A ke')).toMatchObject([
      { kind: 'not-understood' },
    ])
  })

  test('other JSON is refused, not guessed at', () => {
    expect(recogniseSource('x.json', '{"name":"Jo","text":1}')).toEqual({ format: null, why: 'unknown' })
  })

  test('damage of every kind gives items or nothing, never a fault', () => {
    for (const [, , text] of files) {
      for (let at = 0; at < text.length; at += 3) {
        const damaged = `${text.slice(0, at)}${text.slice(at + 2)}`
        if (!isSocial(damaged)) continue
        for (const item of read(damaged)) expect(item.text).not.toBe('')
      }
    }
    for (const odd of ['{"messages":[1,null,"a"]}', '[[1]]', '{"data":[null,{"data":7}]}', '[{"tweet":4}]']) {
      expect(readSocial(JSON.parse(odd))).toEqual([])
    }
  })
})

function read(text: string, size = text.length): SourceItem[] {
  const parser = parseSocial(text)
  const items: SourceItem[] = []
  for (let at = 0; at < text.length; at += size) items.push(...parser.push(text.slice(at, at + size)))
  items.push(...parser.end())
  return items
}

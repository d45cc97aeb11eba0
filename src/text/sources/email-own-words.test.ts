import { expect, test } from 'vitest'
import { letter, ownWords, read } from '../../../test/made-letters.ts'

/*
 * Mails written by us in the forms of the programs that write them. `own` is what must be read as the sender's words,
 * in order; a pair is [the question above, the answer].
 */
type Variant = [what: string, body: string, own: (string | [context: string, answer: string])[]]

const plain: Variant[] = [
  ['words alone', 'I felt at home when I had a key.\n', ['I felt at home when I had a key.']],
  ['two paragraphs', 'I felt at home.\n\nThen I did not.\n', ['I felt at home.\n\nThen I did not.']],
  ['the mark of a signature', 'A key of my own.\n-- \nSam Jones\n07700 900123\n', ['A key of my own.']],
  [
    'Gmail',
    'A key.\n\nOn Tue, 12 Nov 2024 at 09:16, The Team <team@example.org> wrote:\n\n> What made it home?\n',
    ['A key.'],
  ],
  [
    'Gmail, broken at 72 characters, a narrow space in the time',
    'A key.\n\nOn Tue, Nov 12, 2024 at 9:16\u202fAM The Lighthouse Listening Team\n<listening.team@example.org> wrote:\n\n> What made it home?\n',
    ['A key.'],
  ],
  [
    'answers between the questions',
    'Hello, see below.\n\nOn 12/11/2024 09:16, The Team wrote:\n> Hello Sam,\n>\n> What made it feel like home?\n\nA key of my own.\nAnd the kettle.\n\n> And what did not?\n\nThe letters.\n\n> Thank you,\n> The Team\n',
    [
      'Hello, see below.',
      ['Hello Sam,\n\nWhat made it feel like home?', 'A key of my own.\nAnd the kettle.'],
      ['And what did not?', 'The letters.'],
    ],
  ],
  [
    'the answer below',
    'On 12/11/2024 09:16, The Team wrote:\n> What made it home?\n\nA key.\n',
    [['What made it home?', 'A key.']],
  ],
  [
    'a question quoted twice: only the newest quoting is the question',
    '> > My first answer.\n> And then?\n\nThen I moved.\n',
    [['And then?', 'Then I moved.']],
  ],
  [
    'Outlook',
    'A key.\n\n-----Original Message-----\nFrom: The Team [mailto:team@example.org]\nSent: 12 November 2024 09:16\nTo: Sam\nSubject: What helps?\n\nWhat made it home?\n',
    ['A key.'],
  ],
  [
    'Outlook without a mark, only a rule',
    'A key.\n\n________________________________\nFrom: The Team <team@example.org>\nSent: 12 November 2024 09:16\nTo: Sam Jones <sam@example.org>\nSubject: What helps?\n\nWhat made it home?\n',
    ['A key.'],
  ],
  [
    'Outlook, bold fields',
    'A key.\n\n*From:* The Team <team@example.org>\n*Sent:* 12 November 2024 09:16\n*To:* Sam\n*Subject:* What helps?\n\nWhat made it home?\n',
    ['A key.'],
  ],
  [
    'Outlook, German',
    'Ein Schlüssel.\n\n-----Ursprüngliche Nachricht-----\nVon: Das Team\nGesendet: Dienstag, 12. November 2024 09:16\nAn: Sam\nBetreff: Was hilft?\n\nWas?\n',
    ['Ein Schlüssel.'],
  ],
  [
    'Outlook, French',
    'Une clé.\n\nDe : Équipe <team@example.org>\nEnvoyé : mardi 12 novembre 2024 09:16\nÀ : Sam\nObjet : Bonjour\n\nQuoi ?\n',
    ['Une clé.'],
  ],
  [
    'Outlook, Spanish',
    'Una llave.\n\nDe: Equipo <team@example.org>\nEnviado el: martes, 12 de noviembre de 2024 9:16\nPara: Sam\nAsunto: Hola\n\n¿Qué?\n',
    ['Una llave.'],
  ],
  [
    'Outlook, Welsh',
    'Allwedd.\n\nOddi wrth: Y Tîm <team@example.org>\nAnfonwyd: 12 Tachwedd 2024 09:16\nAt: Sam\nPwnc: Helo\n\nBeth?\n',
    ['Allwedd.'],
  ],
  [
    'Outlook, Arabic',
    'مفتاح.\n\nمن: الفريق <team@example.org>\nتم الإرسال: 12 نوفمبر 2024\nإلى: سام\nالموضوع: مرحبا\n\nماذا؟\n',
    ['مفتاح.'],
  ],
  ['German', 'Ein Schlüssel.\n\nAm 12.11.24 um 09:16 schrieb Das Team:\n> Was?\n', ['Ein Schlüssel.']],
  [
    'German, Gmail',
    'Ein Schlüssel.\n\nAm Di., 12. Nov. 2024 um 09:16 Uhr schrieb Das Team <\nteam@example.org>:\n\n> Was?\n',
    ['Ein Schlüssel.'],
  ],
  [
    'French',
    'Une clé.\n\nLe mar. 12 nov. 2024 à 09:16, Équipe <team@example.org> a écrit :\n\n> Quoi ?\n',
    ['Une clé.'],
  ],
  [
    'Spanish',
    'Una llave.\n\nEl mar, 12 nov 2024 a las 9:16, Equipo (<team@example.org>) escribió:\n\n> ¿Qué?\n',
    ['Una llave.'],
  ],
  [
    'Welsh',
    'Allwedd.\n\nAr Maw, 12 Tach 2024 am 09:16, Y Tîm <team@example.org> ysgrifennodd:\n\n> Beth?\n',
    ['Allwedd.'],
  ],
  [
    'Arabic',
    'مفتاح.\n\nفي الثلاثاء، 12 نوفمبر 2024 في 9:16 ص تمت كتابة ما يلي بواسطة الفريق <team@example.org>:\n\n> ماذا؟\n',
    ['مفتاح.'],
  ],
  [
    'Apple Mail',
    'A key.\n\n> On 12 Nov 2024, at 09:16, The Team <team@example.org> wrote:\n> \n> What made it home?\n',
    ['A key.'],
  ],
  [
    'Yahoo',
    'A key.\n\n    On Tuesday, 12 November 2024 at 09:16:02 GMT, The Team <team@example.org> wrote:  \n \n What made it home?\n',
    ['A key.'],
  ],
  [
    'a phone',
    'A key.\n\nSent from my iPhone\n\n> On 12 Nov 2024, at 09:16, The Team <team@example.org> wrote:\n> \n> What?\n',
    ['A key.'],
  ],
  [
    'Outlook on a phone',
    'A key.\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: The Team <team@example.org>\nSent: 12 November 2024\nTo: Sam\nSubject: x\n\nWhat?\n',
    ['A key.'],
  ],
  ['a German phone', 'Ein Schlüssel.\n\nVon meinem iPhone gesendet\n', ['Ein Schlüssel.']],
  ['a Welsh phone', 'Allwedd.\n\nAnfonwyd o fy iPhone\n', ['Allwedd.']],
  [
    'a landlord who wrote is somebody’s story, not an attribution',
    'In 2019 the landlord wrote:\nout by Friday.\nSo I went.\n',
    ['In 2019 the landlord wrote:\nout by Friday.\nSo I went.'],
  ],
  [
    'small print',
    'A key.\n\nThis email and any attachments are confidential and intended solely for the\naddressee. If you have received it in error, delete it.\n\nRegistered charity 1234567\n',
    ['A key.'],
  ],
  [
    'wrapped by the program: whole paragraphs again',
    'When I came out they gave me a key and a kettle and said that the rest\nwould come in time, and it did, slowly, because somebody rang me every\nweek to ask.\n\nShort lines\nstay short.\n',
    [
      'When I came out they gave me a key and a kettle and said that the rest would come in time, and it did, slowly, because somebody rang me every week to ask.\n\nShort lines\nstay short.',
    ],
  ],
  ['a closing without a name is words when nothing else is', 'Thanks\n', ['Thanks']],
  [
    'an answer after a P.S.',
    'A key.\n\nBest wishes\nSam\n\nPS I forgot the kettle.\n',
    ['A key.\n\nBest wishes\nSam\n\nPS I forgot the kettle.'],
  ],
]

test.each(plain)('plain text: %s', async (_, body, own) => {
  expect(ownWords(await read(letter(body)))).toEqual(own)
})

const html: Variant[] = [
  [
    'Gmail',
    '<div dir="ltr">A key.<div><br></div><div>And the kettle.</div><div class="gmail_signature" data-smartmail="gmail_signature">Sam Jones</div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 12 Nov 2024 at 09:16, The Team &lt;<a href="mailto:team@example.org">team@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="border-left:1px solid">What made it home?</blockquote></div>',
    ['A key.\n\nAnd the kettle.'],
  ],
  [
    'Gmail, answers between',
    '<div class="gmail_quote"><div class="gmail_attr">On Tue, 12 Nov 2024 at 09:16, Team &lt;team@example.org&gt; wrote:<br></div><blockquote class="gmail_quote"><div>What made it home?</div></blockquote><div>A key.</div><blockquote class="gmail_quote"><div>What did not?</div></blockquote><div>The letters.</div></div>',
    [
      ['What made it home?', 'A key.'],
      ['What did not?', 'The letters.'],
    ],
  ],
  [
    'Outlook',
    '<html><head><style>p {margin:0}</style></head><body><div class="WordSection1"><p class="MsoNormal">A key.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> The Team &lt;team@example.org&gt; <br><b>Sent:</b> 12 November 2024 09:16<br><b>To:</b> Sam<br><b>Subject:</b> What helps?</p></div></div><p class="MsoNormal">What made it home?</p></div></body></html>',
    ['A key.'],
  ],
  [
    'Outlook on the web',
    '<div class="elementToProof">A key.</div><div id="Signature"><p>Sam</p></div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg"><font><b>From:</b> Team &lt;team@example.org&gt;<br><b>Sent:</b> 12 November 2024<br><b>To:</b> Sam<br><b>Subject:</b> x</font></div><div>What?</div>',
    ['A key.'],
  ],
  [
    'Apple Mail',
    '<html><body>A key.<div><br><blockquote type="cite"><div>On 12 Nov 2024, at 09:16, The Team &lt;team@example.org&gt; wrote:</div><br><div>What?</div></blockquote></div></body></html>',
    ['A key.'],
  ],
  [
    'Yahoo',
    '<div>A key.</div><div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>On Tuesday, 12 November 2024 at 09:16:02 GMT, Team &lt;team@example.org&gt; wrote:</div><div>What?</div></div>',
    ['A key.'],
  ],
  [
    'Thunderbird',
    '<p>A key.</p><div class="moz-cite-prefix">On 12/11/2024 09:16, The Team wrote:<br></div><blockquote type="cite"><p>What?</p></blockquote><div class="moz-signature">-- <br>Sam</div>',
    ['A key.'],
  ],
  [
    'an indent of the writer’s own',
    '<div>As he said</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">keep going</blockquote>',
    ['As he said\n\nkeep going'],
  ],
  [
    'hidden text, scripts, pictures',
    '<div style="display:none">preview</div><script>x()</script><p>A key.<img src="https://tracker.example/x.gif" alt="logo"></p>',
    ['A key.'],
  ],
  ['an emoji sent as a picture', '<p>A key <img alt="🙂" src="cid:1"></p>', ['A key 🙂']],
  [
    'lists and cells',
    '<ul><li>a key</li><li>a kettle</li></ul><table><tr><td>one</td><td>two</td></tr></table>',
    ['- a key\n- a kettle\n\none two'],
  ],
  ['line breaks', '<p>one<br>two<br><br>three &amp; more</p>', ['one\ntwo\n\nthree & more']],
  ['tags that never close', '<div><p>A key.<blockquote type="cite">What?', ['A key.']],
]

test.each(html)('HTML: %s', async (_, body, own) => {
  expect(ownWords(await read(letter(body, { 'Content-Type': 'text/html; charset=utf-8' })))).toEqual(own)
})

import type { Rule } from './rule.ts'

const was = '(was|were|got|being|been|gets)'

/** What was done to somebody, said so that nobody did it. */
export const unnamedDoerRules: readonly Rule[] = (
  [
    ['evicted', 'evicted', ['evicted', 'made homeless', 'given notice', 'decanted']],
    ['sanctioned', 'sanctioned', ['sanctioned']],
    ['movedOn', 'movedOn', ['moved on', 'told to move on', 'moved along', 'dispersed']],
    ['sentOut', 'sentOut', ['discharged', 'released']],
    [
      'toldToLeave',
      'toldToLeave',
      [
        'asked to leave',
        'told to leave',
        'kicked out',
        'thrown out',
        'chucked out',
        'excluded',
        'banned',
        'barred',
        'escorted out',
        'escorted off',
        'made to leave',
        'removed from (the|his|her|their) (hostel|building|project|premises|service|property|flat)',
      ],
    ],
    [
      'takenAway',
      'takenAway',
      [
        'removed',
        'taken into care',
        'taken away',
        'taken off (him|her|them)',
        'placed in care',
        'adopted out',
        'put into care',
        'sectioned',
        'restrained',
        'detained under',
      ],
    ],
    ['stoppedMoney', 'stoppedMoney', ['stopped', 'cut', 'cut off', 'suspended', 'docked', 'reduced']],
    [
      'turnedDown',
      'turnedDown',
      ['refused', 'denied', 'turned away', 'turned down', 'knocked back', 'rejected', 'not accepted'],
    ],
    [
      'sentBack',
      'sentBack',
      [
        'recalled',
        'sent back',
        'transferred',
        'relocated',
        'rehoused out of area',
        'placed out of area',
        'shipped out',
      ],
    ],
  ] as const
).map(([, saying, done], at): Rule => {
  const money = saying === 'stoppedMoney'
  const children = saying === 'takenAway'
  return {
    kind: 'hidden-doer',
    saying,
    rank: 15 + (at % 2),
    phrases: [
      `${was} ((just|then|also|recently|again|twice|once|suddenly|immediately|promptly|subsequently|later|unfairly|wrongly|since) ){0,2}(${done.join('|')})`,
    ],
    ...(money || children ? {} : { by: 'person' as const }),
    ...(money
      ? {
          only: {
            before:
              /\b(?:benefits?|money|payments?|uc|universal credit|pip|esa|giro|allowance|hours|script|prescription|methadone|wages) (?:has |have |had |then |just )?$/u,
          },
        }
      : {}),
    ...(children
      ? {
          only: {
            before:
              /\b(?:he|she|they|children|kids|baby|babies|son|daughter|boys|girls|twins) (?:has |have |had |then |just |all |both )?$/u,
          },
        }
      : {}),
    unless: {
      after: new RegExp(
        `^(?:[^.]{0,100})\\bby (?!the (?:end|time|river|road|side|station|canal|weekend|morning|evening)|then|now|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|bus|train|mistake|[0-9])|^ (?:from (?:the )?(?:hospital|ward|a&e|prison|rehab|the army)|on bail|to (?:go|stay|help|do|be|his family|her family|have)|his bond|me\\b|a room|for the job|stains?)`,
        'u',
      ),
      before:
        /\b(?:never|not|wasn't|weren't|if|unless|nearly|almost|avoid|before|without|afraid of|fear of|scared of|worried about|threatened with|risk of|about|stop|of|from|while|than|until) (?:(?:he|she|they) )?(?:has |have |had |ever )?$/u,
    },
  }
})

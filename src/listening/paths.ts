/** Addresses of Listening, for routes, pages and tests. Called with ids for links, with ':name' for routes. */
export const listeningPaths = {
  exercises: '/exercises',
  newExercise: '/exercises/new',
  exercise: (exercise: string) => `/exercises/${exercise}`,
  changeExercise: (exercise: string) => `/exercises/${exercise}/change`,

  doors: (exercise: string) => `/exercises/${exercise}/doors`,
  importFile: (exercise: string) => `/exercises/${exercise}/doors/import`,
  source: (source: string) => `/sources/${source}`,
  sourceAgreed: (source: string) => `/sources/${source}/agreed`,
  sourceRemove: (source: string) => `/sources/${source}/remove`,

  voices: (exercise: string) => `/exercises/${exercise}/voices`,
  voice: (voice: string) => `/voices/${voice}`,
  voicePart: (voice: string) => `/voices/${voice}/part`,
  voiceWithdraw: (voice: string) => `/voices/${voice}/withdraw`,

  passages: (exercise: string) => `/exercises/${exercise}/passages`,
  review: (exercise: string) => `/exercises/${exercise}/review`,
  reviewPassage: (passage: string) => `/passages/${passage}/review`,
  reviewAdd: (passage: string) => `/passages/${passage}/review/add`,
  readPassage: (passage: string) => `/passages/${passage}/second-reading`,

  themes: (exercise: string) => `/exercises/${exercise}/themes`,
  theme: (theme: string) => `/themes/${theme}`,
  codePassage: (passage: string) => `/passages/${passage}/codings`,
  removeCoding: (coding: string) => `/codings/${coding}/remove`,

  seriesOf: (exercise: string) => `/exercises/${exercise}/series`,
  series: (series: string) => `/series/${series}`,
  changeSeries: (series: string) => `/series/${series}/change`,
  newWisdom: (series: string) => `/series/${series}/wisdoms/new`,
  gates: (series: string) => `/series/${series}/gates`,
  clearances: (series: string) => `/series/${series}/clearances`,
  publish: (series: string) => `/series/${series}/publish`,
  wisdom: (wisdom: string) => `/wisdoms/${wisdom}`,
  wisdomPicture: (wisdom: string) => `/wisdoms/${wisdom}/picture`,
  wisdomParts: (wisdom: string) => `/wisdoms/${wisdom}/parts`,
  pickQuote: (wisdom: string) => `/wisdoms/${wisdom}/quotes`,
  cutQuote: (quote: string) => `/quotes/${quote}/cuts`,

  task: (task: string) => `/tasks/${task}`,

  door: (address: string) => `/door/${address}`,
  comeBack: (address: string) => `/door/${address}/come-back`,
  read: '/read',
} as const

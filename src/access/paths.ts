/** Addresses of this part, for routes, pages and tests. */
export const accessPaths = {
  home: '/',
  setUp: '/set-up',
  signIn: '/sign-in',
  signInCode: '/sign-in/code',
  signOut: '/sign-out',
  sessions: '/sessions',
  endSession: (sessionId: string) => `/sessions/${sessionId}/end`,
  endOtherSessions: '/sessions/others/end',
  changeOrganisation: '/sessions/organisation',
  staff: '/staff',
  staffMember: (accountId: string) => `/staff/${accountId}`,
  removeStaffMember: (accountId: string) => `/staff/${accountId}/remove`,
  organisation: '/organisation',
  /** Where people who work here begin. */
  work: '/exercises',
  /** The published series, for anybody. */
  read: '/read',
}

import type { FieldProblem } from '../../platform/http/fields.ts'
import { Button, Buttons, ButtonLink, Checkboxes, Form, TextField } from '../../ui/form.tsx'
import { Table } from '../../ui/table.tsx'
import { StaffPage, type Frame } from '../frame.tsx'
import { staffRoles, type StaffRole } from '../matrix.ts'
import type { PasskeyException } from '../passkeys/exceptions.ts'
import { accessPaths } from '../paths.ts'
import { findSentence } from '../problem.ts'
import { mostLetters, type TypedMember } from './staff.form.ts'
import type { StaffMember } from './staff.ts'
import { staffWords } from './staff.words.ts'

const words = staffWords['en-GB']
const toTeam = [{ href: accessPaths.staff, label: words.title }]

export type StaffListProps = {
  frame: Frame
  accountId: string
  staff: readonly StaffMember[]
  /** Addresses by account, for leads; null for everybody else, who cannot change anything either. */
  addresses: ReadonlyMap<string, string> | null
  /** Who lost a passkey: what waits for a second person, and what holds now. */
  exceptions: readonly PasskeyException[]
  arePasskeysAsked: boolean
  exceptionHours: number
  isMailOnline: boolean
  typed?: TypedMember | undefined
  problems?: readonly FieldProblem[] | undefined
}

export function StaffListPage(props: StaffListProps) {
  const { staff, addresses } = props
  return (
    <StaffPage
      frame={props.frame}
      title={words.title}
      lead={words.lead}
      problems={props.problems}
      done={words.done}
    >
      <Table
        caption={words.caption}
        captionUnseen
        columns={[
          { label: words.name },
          { label: words.roles },
          ...(addresses ? [{ label: words.address }, { label: words.action, unseen: true }] : []),
        ]}
        rows={staff.map((member) => [
          member.accountId === props.accountId ? `${member.name} ${words.you}` : member.name,
          member.roles.map((role) => words.roleNames[role]).join(', '),
          ...(addresses ? [addresses.get(member.accountId) ?? '', <ChangeLink member={member} />] : []),
        ])}
      />
      <Exceptions {...props} />
      {addresses && <InviteForm {...props} />}
      <p>
        <a href={accessPaths.sessions}>{words.sessions}</a>
      </p>
    </StaffPage>
  )
}

export function StaffMemberPage(props: {
  frame: Frame
  member: StaffMember
  typed?: { name: string; roles: readonly StaffRole[] } | undefined
  problems?: readonly FieldProblem[] | undefined
}) {
  const { member, problems = [] } = props
  const shown = props.typed ?? member
  return (
    <StaffPage
      frame={props.frame}
      title={member.name}
      lead={words.memberLead}
      breadcrumbs={toTeam}
      problems={problems}
    >
      <Form action={accessPaths.staffMember(member.accountId)}>
        <TextField
          name="name"
          label={words.inviteName}
          error={findSentence(problems, 'name')}
          value={shown.name}
          maxLength={mostLetters}
          autocomplete="off"
          required
        />
        <RoleChoices roles={shown.roles} problems={problems} />
        <Buttons primary={words.save} />
      </Form>
      <p>
        <a href={accessPaths.removeStaffMember(member.accountId)}>{words.removeLink}</a>
      </p>
    </StaffPage>
  )
}

export function RemoveStaffMemberPage(props: {
  frame: Frame
  member: StaffMember
  problems?: readonly FieldProblem[] | undefined
}) {
  const { member } = props
  const here = accessPaths.staffMember(member.accountId)
  return (
    <StaffPage
      frame={props.frame}
      title={words.removeTitle(member.name)}
      lead={words.removeLead}
      breadcrumbs={[...toTeam, { href: here, label: member.name }]}
      problems={props.problems}
    >
      <Form action={accessPaths.removeStaffMember(member.accountId)}>
        <Buttons primary={words.remove}>
          <ButtonLink href={here}>{words.keep}</ButtonLink>
        </Buttons>
      </Form>
    </StaffPage>
  )
}

/** What two people agree to when somebody lost their passkey; leads ask, anybody else in the team agrees. */
function Exceptions(props: StaffListProps) {
  const { exceptions, staff, accountId, addresses, arePasskeysAsked } = props
  if (!arePasskeysAsked) return null
  const nameOf = (id: string) => staff.find((member) => member.accountId === id)?.name ?? ''
  // Whoever opens words, is not the one who asks, and has not been asked for already.
  const others = staff.filter(
    (member) =>
      member.accountId !== accountId &&
      member.roles.some((role) => role !== 'lead') &&
      !exceptions.some((one) => one.accountId === member.accountId),
  )
  return (
    <section aria-labelledby="exceptions">
      <h2 id="exceptions">{words.lostTitle}</h2>
      <p>{words.lostWhat(props.exceptionHours)}</p>
      {exceptions.map((one) => (
        <Exception
          sentence={
            one.until
              ? words.lostHolds(nameOf(one.accountId), words.when(one.until))
              : words.lostWaits(nameOf(one.askedBy), nameOf(one.accountId))
          }
          agree={
            one.until === null && one.askedBy !== accountId && one.accountId !== accountId
              ? accessPaths.agreePasskeyException(one.accountId)
              : null
          }
          name={nameOf(one.accountId)}
        />
      ))}
      {addresses &&
        others.map((member) => (
          <Form action={accessPaths.passkeyException(member.accountId)}>
            <Buttons>
              <Button>{words.lostAsk(member.name)}</Button>
            </Buttons>
          </Form>
        ))}
    </section>
  )
}

function Exception(props: { sentence: string; agree: string | null; name: string }) {
  return (
    <>
      <p>{props.sentence}</p>
      {props.agree && (
        <Form action={props.agree}>
          <Buttons>
            <Button>{words.lostAgree(props.name)}</Button>
          </Buttons>
        </Form>
      )}
    </>
  )
}

function InviteForm({ typed, problems = [], isMailOnline }: StaffListProps) {
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{words.inviteTitle}</h2>
      <Form action={accessPaths.staff}>
        <TextField
          name="name"
          label={words.inviteName}
          hint={words.inviteNameHint}
          error={findSentence(problems, 'name')}
          value={typed?.name}
          maxLength={mostLetters}
          autocomplete="off"
          required
        />
        <TextField
          name="address"
          type="email"
          label={words.inviteAddress}
          hint={isMailOnline ? words.inviteAddressHint : words.inviteConsole}
          error={findSentence(problems, 'address')}
          value={typed?.address}
          maxLength={254}
          autocomplete="off"
          required
        />
        <RoleChoices roles={typed?.roles ?? []} problems={problems} />
        <Buttons primary={words.invite} />
      </Form>
    </section>
  )
}

function RoleChoices(props: { roles: readonly StaffRole[]; problems: readonly FieldProblem[] }) {
  return (
    <Checkboxes
      name="roles"
      label={words.inviteRoles}
      error={findSentence(props.problems, 'roles')}
      values={props.roles}
      options={staffRoles.map((role) => ({
        value: role,
        label: words.roleNames[role],
        hint: words.roleDoes[role],
      }))}
    />
  )
}

function ChangeLink({ member }: { member: StaffMember }) {
  return (
    <a href={accessPaths.staffMember(member.accountId)}>
      {words.change}
      <span class="unseen"> {words.changeAbout(member.name)}</span>
    </a>
  )
}

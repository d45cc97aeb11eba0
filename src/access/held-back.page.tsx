import { KeptForm, KeptSteps } from '../ui/kept-form.tsx'
import { StaffLayout } from '../ui/staff-layout.tsx'
import { accessWords } from './access.words.ts'
import { accessPaths } from './paths.ts'

const words = accessWords['en-GB'].heldBack

/** A passkey is asked for, of somebody who has just written something: it waits here until they have shown one. */
export function HeldBackPage(props: {
  stylesheet: string
  fields: readonly (readonly [string, string])[]
  action: string
}) {
  return (
    <StaffLayout title={words.heading} stylesheet={props.stylesheet}>
      <KeptSteps {...words} href={accessPaths.passkeys} />
      <KeptForm fields={props.fields} action={props.action} send={words.save} />
    </StaffLayout>
  )
}

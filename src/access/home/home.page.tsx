import { Buttons, ButtonLink } from '../../ui/form.tsx'
import { StaffLayout } from '../../ui/staff-layout.tsx'
import { accessPaths } from '../paths.ts'
import { homeWords } from './home.words.ts'

const words = homeWords['en-GB']

export function HomePage(props: { stylesheet: string; isSetUp: boolean; done: string | null }) {
  return (
    <StaffLayout
      title={words.title}
      heading={words.heading}
      stylesheet={props.stylesheet}
      notice={props.done === 'signed-out' ? words.done['signed-out'] : undefined}
    >
      <p>{words.what.join(' ')}</p>
      {props.isSetUp ? (
        <Buttons>
          <ButtonLink href={accessPaths.read} kind="primary">
            {words.read}
          </ButtonLink>
          <ButtonLink href={accessPaths.signIn}>{words.signIn}</ButtonLink>
        </Buttons>
      ) : (
        <>
          <p>{words.notSetUp}</p>
          <Buttons>
            <ButtonLink href={accessPaths.setUp} kind="primary">
              {words.setUp}
            </ButtonLink>
          </Buttons>
        </>
      )}
    </StaffLayout>
  )
}

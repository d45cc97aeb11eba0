import { sql } from 'kysely'
import type { Ctx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/tx.ts'

type Part = 'contributor' | 'facilitator' | 'not-a-contributor'

/**
 * How many voices of each part there are, and how many of those may be read. A voice is heard when a source that is
 * shown has a passage of it that is not held back, also when its raw words have gone since on their date.
 */
export async function selectVoiceCounts(
  ctx: Ctx,
  exerciseId: string,
): Promise<{ part: Part; heard: number; readable: number }[]> {
  const answer = await sql<{ part: Part; heard: number; readable: number }>`
    select v.part, count(*) as heard, count(*) filter (where asked.answer) as readable
    from voice v
    left join lateral (
      select e.answer from consent_event e
      where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
      order by e.at desc, e.id desc limit 1) asked on true
    where v.tenant_id = ${ctx.tenantId} and v.exercise_id = ${exerciseId} and v.joined_to is null
      and (v.rest = 'heard' or exists (
      select from contribution c
      join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
      join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
      where c.tenant_id = v.tenant_id and c.voice_id = v.id and not c.is_held))
    group by v.part`.execute(query(ctx.tx))
  return answer.rows
}

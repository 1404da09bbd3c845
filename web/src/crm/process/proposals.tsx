// The proposal box: what people said when they closed an exception because its rule is wrong.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { closerQuery, proposalsQuery, rulesQuery, type Proposal, type Rule } from '@/api/process'
import { groupBy } from '@/base/group'
import { showMoment, showMomentFully } from '@/base/time'
import { Button } from '@/kit/button'
import { Loading, Problem } from '@/kit/page'
import { entityByKey } from '@/model/catalogue'
import type { Model } from '@/model/types'
import { sentenceOf } from './rule'
import { t, tn } from './words'

/** Said before the rule was last changed: that may have been the answer. */
const isAnswered = (rule: Rule | undefined, { closed_at }: Proposal) =>
  !!rule?.updated_at && !!closed_at && Date.parse(closed_at) < Date.parse(rule.updated_at)

export interface Box {
  rule: Rule | undefined
  ruleId: string
  /** The newest first. */
  waiting: Proposal[]
  answered: Proposal[]
}

/** By rule, those with most to say first. */
export function boxesOf(proposals: Proposal[], rules: Rule[]): Box[] {
  const byRule = groupBy(proposals, ({ guideline }) => guideline.id)
  return [...byRule]
    .map(([ruleId, all]) => {
      const rule = rules.find(({ id }) => id === ruleId)
      return {
        rule,
        ruleId,
        waiting: all.filter((one) => !isAnswered(rule, one)),
        answered: all.filter((one) => isAnswered(rule, one)),
      }
    })
    .toSorted((a, b) => b.waiting.length - a.waiting.length)
}

export function useBoxes() {
  const proposals = useQuery(proposalsQuery)
  const rules = useQuery(rulesQuery)
  return {
    boxes: boxesOf(proposals.data ?? [], rules.data ?? []),
    isLoading: proposals.isPending || rules.isPending,
    error: proposals.error,
    retry: () => void proposals.refetch(),
  }
}

export function ProposalsPart({ model, open }: { model: Model; open: (rule: string) => void }) {
  const { boxes, isLoading, error, retry } = useBoxes()
  if (error) return <Problem error={error} retry={retry} />
  if (isLoading) return <Loading />
  if (boxes.length === 0)
    return (
      <div className="px-4 py-6 text-ink-3">
        <p className="text-base text-ink">{t('box.none')}</p>
        <p className="mt-1 max-w-prose">{t('box.how')}</p>
      </div>
    )
  return (
    <ul className="max-w-4xl">
      {boxes.map((box) => (
        <li key={box.ruleId} className="border-b border-line px-4 py-3" data-box={box.ruleId}>
          <div className="flex flex-wrap items-start gap-3">
            <h2 className="min-w-60 flex-1 text-base font-semibold">
              {box.rule
                ? sentenceOf(box.rule.sentence, box.rule.within)
                : [...box.waiting, ...box.answered][0]!.sentence}
            </h2>
            {box.rule && <Button onClick={() => open(box.ruleId)}>{t('box.open')}</Button>}
          </div>
          <p className="mt-0.5 mb-1.5 text-ink-3">
            {tn('box.waiting', box.waiting.length)}
            {box.answered.length > 0 && ` · ${tn('box.answered', box.answered.length)}`}
          </p>
          <Notes proposals={box.waiting} model={model} />
          {box.answered.length > 0 && (
            <div className="opacity-100">
              <h3 className="eyebrow mt-2">{t('box.before')}</h3>
              <Notes proposals={box.answered} model={model} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const shown = 20

function Notes({ proposals, model }: { proposals: Proposal[]; model: Model }) {
  return (
    <ul className="divide-y divide-line">
      {proposals.slice(0, shown).map((one) => (
        <Note key={one.id} proposal={one} model={model} />
      ))}
      {proposals.length > shown && (
        <li className="py-1 text-ink-3">{t('box.more', { n: proposals.length - shown })}</li>
      )}
    </ul>
  )
}

function Note({ proposal, model }: { proposal: Proposal; model?: Model }) {
  const closer = useQuery(closerQuery(proposal.id)).data
  const plural = model && entityByKey(model, proposal.record.entity)?.plural
  return (
    <li className="py-1.5">
      <p>{proposal.note ? t('box.quote', { note: proposal.note }) : t('box.no_note')}</p>
      <p className="flex flex-wrap gap-x-2 text-xs text-ink-3">
        {closer && <span>{closer}</span>}
        {proposal.closed_at && (
          <time dateTime={proposal.closed_at} title={showMomentFully(proposal.closed_at)}>
            {showMoment(proposal.closed_at)}
          </time>
        )}
        {plural && (
          <Link
            to="/e/$plural/$id"
            params={{ plural, id: proposal.record.id }}
            className="link inline-block"
          >
            {proposal.record.title || proposal.title}
          </Link>
        )}
      </p>
    </li>
  )
}

/** What is said against one rule, beside it. */
export function ProposalsOf({ rule }: { rule: Rule }) {
  const { boxes } = useBoxes()
  const waiting = boxes.find(({ ruleId }) => ruleId === rule.id)?.waiting ?? []
  if (waiting.length === 0) return null
  return (
    <section aria-label={t('parts.proposals')} className="rounded-md bg-warn-soft px-3 py-2">
      <h3 className="font-medium text-warn">{tn('box.waiting', waiting.length)}</h3>
      <ul>
        {waiting.slice(0, 5).map((one) => (
          <Note key={one.id} proposal={one} />
        ))}
      </ul>
    </section>
  )
}

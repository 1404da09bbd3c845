// One role: a line for each kind of record, its fields folded out under it.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { classes } from '@/base/classes'
import { Button } from '@/kit/button'
import { Pill } from '@/kit/marks'
import { QuietSelect, QuietText } from '../quiet'
import type {
  EntityPatch,
  EntityRights,
  FieldRight,
  RightEntity,
  Rights,
  RoleFace,
  Scope,
} from './calls'
import { scopeWord } from './overview'
import { limitedFields } from './sight'
import { saveRights } from './use_rights'
import { t, tn } from './words'

interface RoleRightsProps {
  all: Rights
  role: RoleFace
  /** The entity whose fields stand open. */
  opened: string | undefined
}

const columns = 'md:grid md:grid-cols-[minmax(0,1fr)_130px_130px_70px_70px_130px] md:gap-x-1.5'

export function RoleRights({ all, role, opened }: RoleRightsProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(opened ? [opened] : []))
  useEffect(() => {
    if (opened) document.getElementById(`rights-${opened}`)?.scrollIntoView({ block: 'start' })
  }, [opened])
  const toggle = (key: string) =>
    setOpen((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  return (
    <div className="max-w-[1080px]">
      <div aria-hidden className={classes(columns, 'eyebrow hidden px-2 pb-1')}>
        <span>{t('record_kind')}</span>
        <span className="px-1.5">{t('see')}</span>
        <span className="px-1.5">{t('change')}</span>
        <span>{t('create')}</span>
        <span>{t('remove')}</span>
        <span>{t('fields')}</span>
      </div>
      <ul aria-label={t('rights_of', { role: role.name })} className="border-t border-line">
        {all.entities.map((entity) => {
          const rights = all.rights[role.key]?.[entity.key]
          return (
            rights && (
              <EntityLine
                key={entity.key}
                entity={entity}
                rights={rights}
                isOpen={open.has(entity.key)}
                toggle={() => toggle(entity.key)}
                save={(patch) => saveRights(role, entity, patch)}
              />
            )
          )
        })}
      </ul>
    </div>
  )
}

interface EntityLineProps {
  entity: RightEntity
  rights: EntityRights
  isOpen: boolean
  toggle: () => void
  save: (patch: EntityPatch | null) => Promise<boolean>
}

function EntityLine(props: EntityLineProps) {
  const { entity, rights, isOpen, toggle, save } = props
  const limited = limitedFields(entity, rights)
  const scope = (side: 'see' | 'change', label: string) => (
    <QuietSelect
      label={label}
      value={rights[side]}
      title={rights[side] === 'custom' ? rights[`${side}_condition`] : undefined}
      options={scopeOptions(entity, rights[side])}
      choose={(key) => {
        // A condition of one's own is typed where the fields are.
        if (key === 'custom') return void (isOpen || toggle())
        void save({ [side]: key as Scope })
      }}
    />
  )
  const tick = (side: 'create' | 'remove', label: string, text: string) => (
    <label className="flex items-center gap-2 px-0.5 max-md:min-h-10">
      <input
        type="checkbox"
        aria-label={label}
        checked={rights[side]}
        disabled={!entity.can_be_created}
        onChange={(event) => void save({ [side]: event.target.checked })}
        className="size-4 accent-(--accent)"
      />
      <span aria-hidden className="text-ink-2 md:hidden">
        {text}
      </span>
    </label>
  )
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const name = entity.label
  return (
    <li id={`rights-${entity.key}`} className="scroll-mt-2 border-b border-line">
      <div
        className={classes(
          columns,
          'items-center px-2 py-1 max-md:space-y-1.5 max-md:px-1 max-md:py-2.5',
        )}
      >
        <span className="truncate font-medium max-md:block">{name}</span>
        <div className="contents max-md:grid max-md:grid-cols-2 max-md:gap-1.5">
          {scope('see', t('see_of', { entity: name }))}
          {scope('change', t('change_of', { entity: name }))}
        </div>
        <div className="contents max-md:flex max-md:gap-4">
          {tick('create', t('create_of', { entity: name }), t('create'))}
          {tick('remove', t('remove_of', { entity: name }), t('remove'))}
        </div>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={`fields-${entity.key}`}
          onClick={toggle}
          className="flex h-7 min-w-0 items-center gap-1 rounded-md px-1 text-left hover:bg-hover max-md:h-10"
        >
          <Chevron size={15} aria-hidden className="shrink-0 text-ink-3" />
          <span className="truncate">
            <span className="sr-only">{name}: </span>
            {limited > 0 ? tn('limited', limited) : t('fields')}
          </span>
        </button>
      </div>
      {isOpen && <Unfolded {...props} />}
    </li>
  )
}

/** The words of the entity, what it has now, and a condition of one's own. */
const scopeOptions = ({ scopes }: RightEntity, now: Scope) =>
  [...new Set<Scope>([...scopes, now, 'custom'])].map((key) => ({ key, label: scopeWord(key) }))

function Unfolded({ entity, rights, save }: EntityLineProps) {
  const rightWord: Record<FieldRight, string> = {
    edit: t('right_edit'),
    see: t('right_see'),
    masked: t('right_masked'),
    none: t('right_none'),
  }
  const optionsOf = (isReadOnly: boolean) =>
    (Object.keys(rightWord) as FieldRight[])
      .filter((key) => key !== 'edit' || !isReadOnly)
      .map((key) => ({ key, label: rightWord[key] }))
  const condition = (side: 'see_condition' | 'change_condition', label: string) => (
    <label className="block min-w-0">
      <span className="eyebrow mb-0.5 block">{label}</span>
      <QuietText
        label={label}
        value={rights[side]}
        save={(text) => save({ [side]: text })}
        className="border-line-strong! font-mono"
      />
    </label>
  )
  return (
    <div id={`fields-${entity.key}`} className="mb-2 rounded-lg bg-frame px-3 py-2 md:mx-2">
      <div className="mb-2 grid gap-2 lg:grid-cols-2">
        {condition('see_condition', t('see_when'))}
        {condition('change_condition', t('change_when'))}
      </div>
      <ul
        aria-label={t('fields_of', { entity: entity.label })}
        className="grid gap-x-6 sm:grid-cols-2 xl:grid-cols-3"
      >
        {entity.fields.map((field) => {
          const right = rights.fields[field.key] ?? 'none'
          return (
            <li key={field.key} className="flex items-center gap-2 border-b border-line py-0.5">
              <span className="min-w-0 flex-1 truncate" title={field.label}>
                {field.label}
              </span>
              {field.personal && <Pill tone="info">{t('personal')}</Pill>}
              <QuietSelect
                label={t('right_of', { entity: entity.label, field: field.label })}
                value={right}
                options={optionsOf(field.read_only)}
                choose={(key) => void save({ fields: { [field.key]: key as FieldRight } })}
                className={classes(
                  'w-28! shrink-0',
                  right === 'masked' && 'text-warn!',
                  right === 'none' && 'text-ink-3!',
                )}
              />
            </li>
          )
        })}
      </ul>
      <Button kind="ghost" className="mt-1 -ml-2" onClick={() => void save(null)}>
        {t('as_shipped')}
      </Button>
    </div>
  )
}

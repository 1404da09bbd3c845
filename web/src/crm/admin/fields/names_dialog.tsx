import { useState } from 'react'
import { changeEntity } from '@/api/model_changes'
import { t as common } from '@/base/words'
import { Button } from '@/kit/button'
import { Modal } from '@/kit/modal'
import { Loading } from '@/kit/page'
import type { Entity } from '@/model/types'
import { ofEntity, textsOf, useBothModels, type BothModels } from './both_languages'
import { labelsFrom } from './names'
import { tell } from './send'
import { TwoTexts } from './two_texts'
import { t } from './words'

interface NamesDialogProps {
  entity: Entity
  close: () => void
}

/** What an object is called, in both languages, and whether it stands in the menu. */
export function NamesDialog({ entity, close }: NamesDialogProps) {
  const models = useBothModels()
  return (
    <Modal title={t('names_of', { name: entity.label })} open close={close} wide keeps>
      {models ? <NamesForm entity={entity} models={models} close={close} /> : <Loading />}
    </Modal>
  )
}

function NamesForm({ entity, models, close }: NamesDialogProps & { models: BothModels }) {
  const [one, setOne] = useState(() =>
    textsOf(
      models,
      ofEntity(entity.key, (e) => e.label),
    ),
  )
  const [many, setMany] = useState(() =>
    textsOf(
      models,
      ofEntity(entity.key, (e) => e.label_plural),
    ),
  )
  const [inMenu, setInMenu] = useState(entity.menu)
  const save = async () => {
    const change = { label: labelsFrom(one), label_plural: labelsFrom(many), menu: inMenu }
    const title = t('object_changed', { name: entity.label })
    if (await tell(title, changeEntity(entity.key, change))) close()
  }
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="min-h-0 overflow-auto px-4 pt-3">
        <TwoTexts label={t('one')} texts={one} change={setOne} autoFocus />
        <TwoTexts label={t('many')} texts={many} change={setMany} />
        <label className="mb-3 flex min-h-7 items-center gap-2 max-md:min-h-10">
          <input
            type="checkbox"
            checked={inMenu}
            onChange={(event) => setInMenu(event.target.checked)}
            className="size-4 accent-[var(--accent)]"
          />
          {t('shown_in_menu')}
        </label>
      </div>
      <div className="flex shrink-0 items-center justify-end gap-1.5 border-t border-line px-4 py-3">
        <Button onClick={close}>{common('dialog.cancel')}</Button>
        <Button kind="primary" type="submit">
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

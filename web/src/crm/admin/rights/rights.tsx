// What each role may see and do: all of them beside each other, or one of them to change.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { classes } from '@/base/classes'
import { Button, IconButton } from '@/kit/button'
import { useKeys } from '@/kit/keys'
import { Loading, Problem } from '@/kit/page'
import { Part } from '../part'
import { QuietText } from '../quiet'
import { rightsQuery, type Rights, type RoleFace } from './calls'
import { Overview } from './overview'
import { RoleRights } from './role_rights'
import { Sight } from './sight_box'
import { addRole, removeRole, renameRole } from './use_rights'
import { t, tn } from './words'

export default function RightsPage() {
  const { data: all, error, refetch } = useQuery(rightsQuery())
  const search = useSearch({ from: '/shell/admin/$section' })
  const navigate = useNavigate()
  const nameInput = useRef<HTMLInputElement>(null)
  useKeys([{ keys: 'n', label: t('add_role'), run: () => nameInput.current?.focus() }])
  const show = (role: string | undefined, entity?: string) =>
    void navigate({
      to: '/admin/$section',
      params: { section: 'rights' },
      search: { role, entity },
      replace: true,
    })
  if (!all)
    return (
      <Part title={t('title')} sub={t('sub')}>
        {error ? <Problem error={error} retry={() => void refetch()} /> : <Loading />}
      </Part>
    )
  const role = all.roles.find(({ key }) => key === search['role'])
  return (
    <Part title={t('title')} sub={t('sub')} wide>
      <AddRole roles={all.roles} nameInput={nameInput} show={show} />
      <RolePicker all={all} role={role} show={show} />
      {role ? (
        <>
          {role.is_own && <OwnRole key={role.key} role={role} onRemoved={() => show(undefined)} />}
          <Sight all={all} role={role} />
          <RoleRights key={role.key} all={all} role={role} opened={search['entity']} />
        </>
      ) : (
        <Overview all={all} show={show} />
      )}
    </Part>
  )
}

interface RolePickerProps {
  all: Rights
  role: RoleFace | undefined
  show: (role: string | undefined) => void
}

function RolePicker({ all, role, show }: RolePickerProps) {
  const look = (isOn: boolean) =>
    classes(
      'h-7 max-w-full truncate rounded-md border px-2.5 max-md:h-10',
      isOn
        ? 'border-accent bg-accent-soft font-medium text-accent-ink'
        : 'border-line-strong hover:bg-hover',
    )
  return (
    <div role="group" aria-label={t('roles')} className="mb-3 flex flex-wrap gap-1.5">
      <button
        type="button"
        aria-pressed={!role}
        onClick={() => show(undefined)}
        className={look(!role)}
      >
        {t('all_roles')}
      </button>
      {all.roles.map((one) => (
        <button
          key={one.key}
          type="button"
          aria-pressed={one === role}
          title={tn('role_people', one.people, { role: one.name })}
          onClick={() => show(one.key)}
          className={look(one === role)}
        >
          {one.name}
          <span className="num ml-1.5 font-normal">{one.people}</span>
        </button>
      ))}
    </div>
  )
}

interface AddRoleProps {
  roles: RoleFace[]
  nameInput: React.RefObject<HTMLInputElement | null>
  show: (role: string | undefined) => void
}

function AddRole({ roles, nameInput, show }: AddRoleProps) {
  const [name, setName] = useState('')
  const [like, setLike] = useState('rep')
  const add = async () => {
    if (name.trim() === '') return nameInput.current?.focus()
    const key = await addRole(name.trim(), like)
    if (key === null) return
    setName('')
    show(key)
  }
  return (
    <form
      aria-label={t('add_role')}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
      className="mb-4 flex max-w-[1080px] flex-wrap items-end gap-2 rounded-lg border border-line bg-frame p-3"
    >
      <label className="min-w-40 flex-1">
        <span className="eyebrow mb-0.5 block">{t('new_role')}</span>
        <input
          ref={nameInput}
          value={name}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          className="control"
        />
      </label>
      <label className="min-w-40 flex-1">
        <span className="eyebrow mb-0.5 block">{t('like')}</span>
        <select value={like} onChange={(event) => setLike(event.target.value)} className="control">
          {roles.map((one) => (
            <option key={one.key} value={one.key}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" kind="primary" shortcut="enter" className="max-sm:w-full">
        {t('add')}
      </Button>
    </form>
  )
}

function OwnRole({ role, onRemoved }: { role: RoleFace; onRemoved: () => void }) {
  return (
    <div className="mb-3 flex max-w-md items-center gap-1">
      <QuietText
        label={t('role_name')}
        value={role.name}
        save={(name) => renameRole(role, name)}
        className="border-line-strong! font-medium"
      />
      <IconButton
        label={t('remove_role', { name: role.name })}
        onClick={() => void removeRole(role).then((isGone) => isGone && onRemoved())}
      >
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </div>
  )
}

import { SettingsScreen } from '@/components/settings/settings-screen'
import { requireSignIn } from '../../request'

export default async function Page() {
  await requireSignIn('/settings')
  return <SettingsScreen />
}

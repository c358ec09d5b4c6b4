import { CatalogScreen } from '@/components/catalog/catalog-screen'
import { requireSignIn } from '../../request'

export default async function Page() {
  await requireSignIn('/catalog')
  return <CatalogScreen />
}

// Opens the store like a server or a command would, says how in one line of JSON, and lets go when
// its input ends:  node test/start/hold.ts DATA server|command
import { openStore, StoreRefused } from '#kernel/store/index.ts'

const [dataDir = '', purpose] = process.argv.slice(2)
process.on('SIGINT', () => undefined)
try {
  const store = await openStore({ dataDir, purpose: purpose === 'server' ? 'server' : 'command' })
  console.log(
    JSON.stringify({ how: store.how, isNew: store.isNew, url: store.url, say: store.say }),
  )
  process.stdin.resume().on('end', () => {
    void store.close().then(() => process.exit(0))
  })
} catch (error) {
  if (!(error instanceof StoreRefused)) throw error
  console.log(JSON.stringify({ refused: error.message }))
}

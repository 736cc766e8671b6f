import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const worthPacking = /\.(js|css|svg|html|json)$/

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), packed(join(here, 'dist'))],
  resolve: { dedupe: ['react', 'react-dom', 'dayjs', '@ant-design/cssinjs'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Both would put script or style text into the document, which the policy forbids.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    reportCompressedSize: false,
  },
})

/** Writes `.br` and `.gz` beside each text asset, so that the server compresses nothing itself. */
function packed(folder: string): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    async closeBundle() {
      const files = await readdir(folder, { recursive: true }).catch((): string[] => [])
      await Promise.all(files.filter((file) => worthPacking.test(file)).map(packOne))
    },
  }

  async function packOne(file: string): Promise<void> {
    const path = join(folder, file)
    const bytes = await readFile(path)
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }))
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
  }
}

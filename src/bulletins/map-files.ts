import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { drawingOf, mapRefused } from './map-rules.ts'
import { boundaryFile, tileFile, type PlaceMapDrawing } from './map-words.ts'

type Shown = { readonly map: PlaceMapDrawing | null; readonly say: string | null }

/** A map beyond this is no drawing for a page. */
const MOST_BYTES = 8_000_000

const NOTHING: Shown = { map: null, say: null }

/**
 * Finds the map of a place: `PLACE.json` in the first of the folders that has one (a deployment's
 * own before the product's). A file is read again when it changed. What is wrong with a file is
 * said, never thrown.
 */
export function mapsIn(folders: readonly string[]): (place: string) => Promise<Shown> {
  const known = new Map<string, { readonly changed: number; readonly shown: Shown }>()
  return async (place) => {
    for (const folder of folders) {
      const path = join(folder, `${place}.json`)
      const found = await stat(path).catch(() => null)
      if (!found) continue
      const kept = known.get(path)
      if (kept?.changed === found.mtimeMs) return kept.shown
      const shown = found.size > MOST_BYTES ? wrong('文件过大') : await read(path, place)
      known.set(path, { changed: found.mtimeMs, shown })
      return shown
    }
    return NOTHING
  }
}

async function read(path: string, place: string): Promise<Shown> {
  const text = await readFile(path, 'utf8')
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return wrong('不是JSON')
  }
  const kind = typeof content === 'object' && content !== null && 'tiles' in content
  const parsed = (kind ? tileFile : boundaryFile).safeParse(content)
  if (!parsed.success) return wrong(`${parsed.error.issues[0]?.path.join('.') ?? ''} 不合格式`)
  if (parsed.data.place !== place) return wrong('文件名与其中的地区不一致')
  const refused = mapRefused(parsed.data)
  return refused ? { map: null, say: refused } : { map: drawingOf(parsed.data), say: null }
}

function wrong(what: string): Shown {
  return { map: null, say: `底图文件有误（${what}），未显示；请由系统管理员核对。` }
}

import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { FACES, type Face } from './shapes.ts'

/** A font file on the machine; `name` says which font of a collection. */
export type FontFile = { readonly path: string; readonly name: string | null }

type Known = readonly [file: RegExp, name: string | null]

const SERIF: readonly Known[] = [
  [/^SourceHanSerif(SC|CN)-Regular\.otf$/i, null],
  [/^NotoSerif(CJKsc|SC)-Regular\.(otf|ttf)$/i, null],
  [/^NotoSerifCJK-Regular\.ttc$/i, 'NotoSerifCJKsc-Regular'],
  [/^SourceHanSerif\.ttc$/i, 'SourceHanSerifSC-Regular'],
  [/^FandolSong-Regular\.otf$/i, null],
  [/^simsun\.ttc$/i, 'SimSun'],
  [/^Songti\.ttc$/i, 'STSongti-SC-Regular'],
]

/** Font files by the kind of type, best first; files of variable fonts cannot be embedded. */
const KNOWN: Readonly<Record<Face, readonly Known[]>> = {
  fang: [
    [/^(simfang|STFANGSO|fangsong_gb2312|仿宋_GB2312)\.ttf$/i, null],
    [/^FandolFang-Regular\.otf$/i, null],
  ],
  kai: [
    [/^(simkai|STKAITI|楷体_GB2312)\.ttf$/i, null],
    [/^FandolKai-Regular\.otf$/i, null],
  ],
  song: SERIF,
  biao: [
    [/^(FZXBSJW|方正小标宋简体|FZXiaoBiaoSong.*)\.ttf$/i, null],
    [/^SourceHanSerif(SC|CN)-(Heavy|Bold)\.otf$/i, null],
    [/^NotoSerif(CJKsc|SC)-(Black|Bold)\.(otf|ttf)$/i, null],
    [/^NotoSerifCJK-Bold\.ttc$/i, 'NotoSerifCJKsc-Bold'],
    [/^FandolSong-Bold\.otf$/i, null],
  ],
  hei: [
    [/^simhei\.ttf$/i, null],
    [/^SourceHanSans(SC|CN)-Medium\.otf$/i, null],
    [/^NotoSans(CJKsc|SC)-(Medium|Regular)\.(otf|ttf)$/i, null],
    [/^NotoSansCJK-Medium\.ttc$/i, 'NotoSansCJKsc-Medium'],
    [/^NotoSansCJK-Regular\.ttc$/i, 'NotoSansCJKsc-Regular'],
    [/^FandolHei-Regular\.otf$/i, null],
    [/^wqy-(microhei|zenhei)\.ttc$/i, null],
  ],
}

/** What stands for a kind of type that is not there. */
const INSTEAD: Readonly<Record<Face, readonly Face[]>> = {
  fang: ['song', 'kai', 'hei', 'biao'],
  kai: ['fang', 'song', 'hei', 'biao'],
  song: ['fang', 'kai', 'hei', 'biao'],
  biao: ['song', 'hei', 'fang', 'kai'],
  hei: ['biao', 'song', 'fang', 'kai'],
}

/** Where fonts lie: folders of the setting BIHUAN_FONTS first, then those of the system. */
export function fontFolders(set = process.env.BIHUAN_FONTS ?? ''): string[] {
  const home = homedir()
  return [
    ...set.split(delimiter).filter((one) => one !== ''),
    join(home, '.local/share/fonts'),
    join(home, '.fonts'),
    '/usr/local/share/fonts',
    '/usr/share/fonts',
    join(home, 'Library/Fonts'),
    '/Library/Fonts',
    '/System/Library/Fonts',
    join(process.env.WINDIR ?? 'C:/Windows', 'Fonts'),
  ]
}

/** A font file for each kind of type, or null where no Chinese font is on the machine. */
export function findFonts(folders = fontFolders()): Readonly<Record<Face, FontFile>> | null {
  const files = folders.flatMap((folder) => filesIn(folder, 0))
  const own = new Map<Face, FontFile>()
  for (const face of FACES) {
    const found = firstOf(KNOWN[face], files)
    if (found) own.set(face, found)
  }
  const of = (face: Face) =>
    own.get(face) ?? INSTEAD[face].map((one) => own.get(one)).find((one) => one !== undefined)
  const [fang, kai, song, biao, hei] = FACES.map(of)
  return fang && kai && song && biao && hei ? { fang, kai, song, biao, hei } : null
}

type File = { readonly name: string; readonly path: string }

function firstOf(known: readonly Known[], files: readonly File[]): FontFile | undefined {
  for (const [pattern, name] of known) {
    const file = files.find((one) => pattern.test(one.name))
    if (file) return { path: file.path, name: name ?? firstName(file.path) }
  }
  return undefined
}

/** A collection needs the name of one of its fonts; where the table does not give it, its first. */
function firstName(path: string): string | null {
  if (!path.toLowerCase().endsWith('.ttc')) return null
  return /microhei/i.test(path) ? 'WenQuanYiMicroHei' : 'WenQuanYiZenHei'
}

const DEEPEST = 5
const MOST_FILES = 20_000

function filesIn(folder: string, depth: number): File[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .slice(0, MOST_FILES)
      .flatMap((entry) => {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) return depth < DEEPEST ? filesIn(path, depth + 1) : []
        return [{ name: entry.name, path }]
      })
  } catch {
    return []
  }
}

export function readFont({ path }: FontFile): Buffer {
  return readFileSync(path)
}

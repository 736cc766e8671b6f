import type { BoundaryFile, PlaceMapDrawing, TileFile } from './map-words.ts'

const WIDTH = 1000
const TILE = 100

/** Why a map is not shown, or null: real boundaries are published under a 审图号 only. */
export function mapRefused(file: BoundaryFile | TileFile): string | null {
  if (file.schematic || file.approval !== null) return null
  return '底图没有审图号，暂不显示；请由系统管理员补充审图号。'
}

/** Draws a file of tiles or boundaries for a page. */
export function drawingOf(file: BoundaryFile | TileFile): PlaceMapDrawing {
  const { title, source, approval, schematic } = file
  const shape = 'tiles' in file ? tiles(file) : boundaries(file)
  return { title, source, approval, schematic, ...shape }
}

type Shape = Pick<PlaceMapDrawing, 'width' | 'height' | 'areas'>

function tiles(file: TileFile): Shape {
  const areas = file.tiles.map(({ code, column, row }) => {
    const [x, y] = [column * TILE, row * TILE]
    return {
      place: placeOf(code),
      path: `M${x} ${y}h${TILE}v${TILE}h-${TILE}z`,
      x: x + TILE / 2,
      y: y + TILE / 2,
    }
  })
  const most = (pick: (tile: TileFile['tiles'][number]) => number) =>
    (Math.max(...file.tiles.map(pick)) + 1) * TILE
  return { width: most((one) => one.column), height: most((one) => one.row), areas }
}

type Point = readonly [number, number]

/** Degrees become a plane on which a degree of longitude is as long as at the middle latitude. */
function boundaries(file: BoundaryFile): Shape {
  const shapes = file.features.map(({ properties, geometry }) => ({
    place: placeOf(String(properties.code ?? properties.adcode ?? '')),
    parts: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  }))
  const all = shapes.flatMap(({ parts }) => parts.flat(2))
  const [west, east] = ends(all.map(([x]) => x))
  const [south, north] = ends(all.map(([, y]) => y))
  const flat = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = WIDTH / Math.max(1e-9, (east - west) * flat)
  const plane = ([x, y]: Point): Point => [
    round((x - west) * flat * scale),
    round((north - y) * scale),
  ]
  return {
    width: WIDTH,
    height: round((north - south) * scale),
    areas: shapes.map(({ place, parts }) => {
      const rings = parts.flat().map((ring) => ring.map(plane))
      const [x, y] = centre(
        rings.toSorted((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0] ?? [],
      )
      return { place, path: rings.map(pathOf).join(''), x, y }
    }),
  }
}

/** Official codes fill up with zeros: 410000 is province 41, 411500 city 4115. */
function placeOf(code: string): string {
  return /^\d{6}$/.test(code) ? code.replace(/(0000|00)$/, '') : code
}

/** Points that fall on the one before are left out. */
function pathOf(ring: readonly Point[]): string {
  const kept = ring.filter(
    ([x, y], at) => at === 0 || x !== ring[at - 1]![0] || y !== ring[at - 1]![1],
  )
  return `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}z`
}

function area(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!
    return sum + (x * nextY - nextX * y) / 2
  }, 0)
}

function centre(ring: readonly Point[]): Point {
  const whole = area(ring)
  if (whole === 0) return ring[0] ?? [0, 0]
  const [x, y] = ring.reduce<Point>(
    ([sumX, sumY], [px, py], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length]!
      const cross = px * nextY - nextX * py
      return [sumX + (px + nextX) * cross, sumY + (py + nextY) * cross]
    },
    [0, 0],
  )
  return [round(x / (6 * whole)), round(y / (6 * whole))]
}

function ends(values: readonly number[]): Point {
  return values.reduce<Point>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

import * as z from 'zod'
import { face, none } from '#kernel/faces.ts'

const point = z.tuple([z.number(), z.number()])
const ring = z.array(point).min(4)

/** What every map of a place says of itself. */
const about = {
  place: z.string().regex(/^(0|[0-9A-Z]{2,6})$/),
  title: z.string().min(1).max(60),
  /** Where the boundaries are from. */
  source: z.string().min(1).max(200),
  /** 审图号 of a published map; a map of real boundaries without one is not shown. */
  approval: z.string().min(1).max(60).nullable().default(null),
  /** A drawing that claims no real boundary. */
  schematic: z.boolean().default(false),
}

/** Boundaries: GeoJSON whose features carry the place's code as `code` or `adcode`. */
export const boundaryFile = z.object({
  ...about,
  type: z.literal('FeatureCollection'),
  features: z
    .array(
      z.object({
        properties: z.object({
          code: z.string().optional(),
          adcode: z.union([z.string(), z.number()]).optional(),
        }),
        geometry: z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
          z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)) }),
        ]),
      }),
    )
    .min(1),
})
export type BoundaryFile = z.output<typeof boundaryFile>

/** Tiles: one square a place, near where it lies; no boundary, area or distance. */
export const tileFile = z.object({
  ...about,
  tiles: z.array(
    z.object({ code: z.string(), column: z.int().min(0).max(40), row: z.int().min(0).max(40) }),
  ),
})
export type TileFile = z.output<typeof tileFile>

/** One place on a map: its outline as an SVG path, and where its label stands. */
const areaSchema = z.strictObject({
  place: z.string(),
  path: z.string(),
  x: z.number(),
  y: z.number(),
})

export const mapSchema = z.strictObject({
  title: z.string(),
  source: z.string(),
  approval: z.string().nullable(),
  schematic: z.boolean(),
  width: z.number(),
  height: z.number(),
  areas: z.array(areaSchema),
})
export type PlaceMapDrawing = z.output<typeof mapSchema>

export const readMap = face({
  method: 'GET',
  path: '/api/figures/map',
  query: z.strictObject({ place: z.string().regex(/^(0|[0-9A-Z]{2,12})$/) }),
  body: none,
  answer: z.strictObject({
    map: mapSchema.nullable(),
    /** Why there is none, where a file is there and is not shown. */
    say: z.string().nullable(),
  }),
  summary: '示意图',
})

/** Archives alone, without pictures and database: what a worker loads. */
export { inflateEntry, packedBytes, readZip, ZipError, type ZipEntry } from '../zip.ts'

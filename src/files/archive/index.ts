/** Archives alone, without pictures and database: what a worker loads. */
export { inflateEntry, readZip, ZipError, type ZipEntry } from '../zip.ts'

const paths = {
  home: 'M3 10.5 12 3l9 7.5V21h-6v-6H9v6H3z',
  list: 'M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01',
  flag: 'M5 21V4h13l-3 4.5L18 13H5',
  shield: 'M12 3 4 6v6c0 5 3.5 7.7 8 9 4.5-1.3 8-4 8-9V6z',
  office: 'M4 21V4h10v17M14 9h6v12M2 21h20M7.5 8h3M7.5 12h3M7.5 16h3',
  chart: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  book: 'M4 4.5h7a2 2 0 0 1 1 1.5v14a3 3 0 0 0-2-1H4zM20 4.5h-7a2 2 0 0 0-1 1.5v14a3 3 0 0 1 2-1h6z',
  down: 'm6 9 6 6 6-6',
  search: 'M4 11a7 7 0 1 0 14 0 7 7 0 1 0-14 0M20 20l-4-4',
  check: 'm4 12.5 5 5L20 6.5',
  checked: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M8 12l3 3 5-6',
  clock: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7v5l3.5 2',
  warn: 'M12 3.5 2 20.5h20zM12 10v4.5M12 17.5h.01',
  info: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 11v5.5M12 7.5h.01',
  circle: 'M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  back: 'M20 12H5M11 6l-6 6 6 6',
  eye: 'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
  cross: 'M6 6l12 12M18 6 6 18',
  bang: 'M12 5v9M12 18.5h.01',
  pause: 'M8 5v14M16 5v14',
  lock: 'M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  download: 'M12 4v12M7 11l5 5 5-5M4 20h16',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  camera: 'M3 7.5h4.5L9.5 5h5l2 2.5H21V19H3zM8.5 13a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0',
  person: 'M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4 21c.5-4.5 4-7 8-7s7.5 2.5 8 7',
  people:
    'M5 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M2 21c.4-4.4 3.400-7 7-7s6.600 2.600 7 7M16 4.500a4 4 0 0 1 0 7M18 14.500c2.300.900 3.800 3.200 4 6.500',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  funnel: 'M3 5h18l-7 8.5V20l-4-2v-4.5z',
  columns: 'M4 5h16v14H4zM9.500 5v14M14.500 5v14',
  bookmark: 'M6 3h12v18l-6-4.500L6 21z',
  calendar: 'M4 6h16v14H4zM4 10.500h16M8 3v5M16 3v5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  link: 'M10 14l4-4M8 11l-3 3a3.500 3.500 0 0 0 5 5l3-3M16 13l3-3a3.500 3.500 0 0 0-5-5l-3 3',
} as const

export type IconName = keyof typeof paths | 'half'

/** A drawn sign of 16 px; decoration only, the word beside it carries the meaning. */
export function Icon({ name }: { readonly name: IconName }) {
  if (name === 'half')
    return (
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" />
      </svg>
    )
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}

/** A plant as a child draws it, red before the rectification and green after it. */
export function plantSvg(colour: string, phase: 'before' | 'after'): string {
  const mark = phase === 'before' ? '#8a2a22' : '#1b6139'
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720">
      <rect width="960" height="720" fill="${colour}"/><rect y="520" width="960" height="200" fill="#7d7f82"/>
      <rect x="180" y="250" width="420" height="270" rx="12" fill="#5b6670"/>
      <circle cx="280" cy="540" r="56" fill="#33393f"/><circle cx="500" cy="540" r="56" fill="#33393f"/>
      <rect x="700" y="180" width="90" height="340" fill="${mark}"/></svg>`
}

/** A page of grey lines with a red ring below them: nobody's seal. */
export function sealedSvg(): string {
  const lines = Array.from(
    { length: 14 },
    (_, at) => `<rect x="120" y="${320 + at * 48}" width="560" height="10" fill="#9a9da1"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1130">
      <rect width="800" height="1130" fill="#fdfdfb"/>
      <rect x="120" y="180" width="560" height="16" fill="#b3261e"/>${lines.join('')}
      <circle cx="590" cy="990" r="82" fill="none" stroke="#b3261e" stroke-width="7"/></svg>`
}

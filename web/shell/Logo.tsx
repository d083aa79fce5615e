/** The sign of Amends: an A whose bar is a mended seam. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7" fill="#0c6b78" />
      <g fill="none" stroke="#fff" strokeLinecap="round" strokeLinejoin="round">
        <path strokeWidth="3" d="M7 25 16 6.5 25 25" />
        <path strokeWidth="2.2" d="M12.4 17.2v4M16 17.2v4M19.6 17.2v4" />
      </g>
    </svg>
  )
}

// Plain JavaScript: of a TypeScript one, Next would load a compiler at each start.
/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Compression would hold back the first bytes of a stream; a reverse proxy may compress.
  compress: false,
  images: { unoptimized: true },
  // A redirect of Next's would answer at /v1 before the gateway does, and in no shape of the API's.
  skipTrailingSlashRedirect: true,
  // The front door checks hosts and origins itself; Next in development knows only `localhost`.
  allowedDevOrigins: ['127.0.0.1'],
  // Each route is read when it is first asked for: reading all of them is half of what a start takes.
  experimental: { preloadEntriesOnStart: false },
  // Texts come compiled: what reads their syntax stays out of every page (docs/decisions/0029).
  turbopack: { resolveAlias: { 'use-intl/format-message': './lib/client/i18n/format-message.ts' } },
  // It would cover the foot of the sidebar.
  devIndicators: false,
  // `npm run check` type-checks the whole tree; a user's first start need not do it again.
  typescript: { ignoreBuildErrors: true },
}

export default config

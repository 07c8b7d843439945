import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from "next/constants.js";

/**
 * @param {string} phase
 * @returns {import("next").NextConfig}
 */
export default function config(phase) {
  const builds = phase === PHASE_PRODUCTION_BUILD || phase === PHASE_DEVELOPMENT_SERVER;
  if (builds && process.cwd().includes("#")) {
    throw new Error(
      `Tailwind cannot build in a folder with "#" in its path: ${process.cwd()}. Move the app to another folder.`,
    );
  }
  return {
    poweredByHeader: false,
    // A build writes .next/standalone for the Dockerfile. `next start` runs the same build, and would warn.
    output: phase === PHASE_PRODUCTION_BUILD ? "standalone" : undefined,
    // No image optimizer: it has 19 MB of native code, and a public route that costs processor time. An app
    // that scales pictures deletes this.
    images: { unoptimized: true, maximumDiskCacheSize: 0 },
    // The same as `longestBody` in lib/security/front-door.ts, which refuses longer bodies.
    experimental: { proxyClientMaxBodySize: 262_144 },
    outputFileTracingExcludes: {
      "next-server": ["node_modules/sharp/**", "node_modules/@img/**"],
    },
  };
}

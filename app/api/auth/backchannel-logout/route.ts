import { endSessionsOfProvider } from "@/lib/auth/server/backchannel-logout";

/** Where the identity provider's server reports that an agent has signed out there. */
export function POST(request: Request) {
  return endSessionsOfProvider(request);
}

import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { handlers } from "@/lib/auth";

/**
 * The way back from the identity provider. GET alone: all else that next-auth offers over HTTP (sign-in and
 * sign-out forms, credentials) goes through this app's own routes, which check who asks.
 */
export function GET(request: NextRequest) {
  const error = request.nextUrl.searchParams.get("error");
  if (error && request.nextUrl.pathname.endsWith("/callback/oidc")) {
    // next-auth would log a stack without the provider's words, and lose the code that tells them apart.
    const description = request.nextUrl.searchParams.get("error_description") ?? "";
    console.warn(`Identity provider: ${JSON.stringify(`${error} ${description}`.slice(0, 500))}`);
    redirect(`/sign-in/failed?error=${encodeURIComponent(error)}`);
  }
  return handlers.GET(request);
}

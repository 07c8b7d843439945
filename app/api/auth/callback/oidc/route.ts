import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { handlers } from "@/lib/auth/sign-in-routes";

/**
 * The way back from the identity provider. It is the only one of next-auth's URLs that exists here: all
 * else (sign-in and sign-out, credentials, the session) goes through this app's own routes, which check
 * who asks.
 */
export function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl;
  const error = searchParams.get("error");
  if (error) {
    // next-auth would log a stack without the provider's words, and lose the code that tells them apart.
    const description = searchParams.get("error_description") ?? "";
    console.warn(`Identity provider: ${JSON.stringify(`${error} ${description}`.slice(0, 500))}`);
    redirect(`/sign-in/failed?error=${encodeURIComponent(error)}`);
  }
  return handlers.GET(request);
}

import { handlers } from "@/lib/auth";

// GET alone: the way back from the identity provider. All else that next-auth offers over HTTP (sign-in
// and sign-out forms, credentials) goes through this app's own routes, which check who asks.
export const { GET } = handlers;

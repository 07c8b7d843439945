/** A same-origin POST of JSON. */
export function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** The `reason` in the JSON of an answer, or `failed`. */
export async function reasonOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const reason = body && typeof body === "object" && "reason" in body ? body.reason : null;
  return typeof reason === "string" ? reason : "failed";
}
